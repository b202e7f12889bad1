# SPDX-License-Identifier: MIT
# Files of data/ that become part of the program. Each function gives back the
# generated file, to be named among the sources of one layer.

set(embed_script "${PROJECT_SOURCE_DIR}/cmake/embed.cmake")

function(coffer_embed_rule output mode input)
    string(REPLACE ";" "," joined "${input}")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" -D "MODE=${mode}" -D "INPUT=${joined}" -D "OUTPUT=${output}"
                ${ARGN} -P "${embed_script}"
        DEPENDS ${input} "${embed_script}"
        VERBATIM)
endfunction()

# FILE as `const char NAME[]` and `const size_t NAME_size`, declared in HEADER.
function(coffer_embed_file name header file ret)
    set(output "${PROJECT_BINARY_DIR}/generated/${name}.c")
    coffer_embed_rule("${output}" bytes "${PROJECT_SOURCE_DIR}/${file}" -D "NAME=${name}" -D
                      "HEADER=${header}")
    set(${ret} "${output}" PARENT_SCOPE)
endfunction()

# The ladder of store/migrations.h from the .sql files named, in their order.
function(coffer_embed_migrations ret)
    set(output "${PROJECT_BINARY_DIR}/generated/store/migrations.c")
    list(TRANSFORM ARGN PREPEND "${PROJECT_SOURCE_DIR}/")
    coffer_embed_rule("${output}" migrations "${ARGN}")
    set(${ret} "${output}" PARENT_SCOPE)
endfunction()

# The rows of model/currency_table.inc.
function(coffer_embed_currencies file ret)
    set(output "${PROJECT_BINARY_DIR}/generated/model/currency_table.inc")
    coffer_embed_rule("${output}" currencies "${PROJECT_SOURCE_DIR}/${file}")
    set(${ret} "${output}" PARENT_SCOPE)
endfunction()
