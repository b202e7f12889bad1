# SPDX-License-Identifier: MIT
# coffer_layer(NAME SOURCES file... [PUBLIC library...] [PRIVATE library...])
#
# The static library coffer_NAME of src/NAME. Includes are written from src/
# ("base/err.h"), generated ones from the build tree. PUBLIC libraries are the
# layers whose headers this layer's headers show; PRIVATE ones stay inside.
function(coffer_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "SOURCES;PUBLIC;PRIVATE")
    add_library(coffer_${name} STATIC ${layer_SOURCES})
    target_include_directories(
        coffer_${name}
        PUBLIC "${PROJECT_SOURCE_DIR}/src"
        PRIVATE "${PROJECT_BINARY_DIR}/generated")
    target_link_libraries(
        coffer_${name}
        PUBLIC ${layer_PUBLIC}
        PRIVATE ${layer_PRIVATE} coffer_flags)
endfunction()
