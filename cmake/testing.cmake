# SPDX-License-Identifier: MIT
# coffer_test(NAME label SOURCES file... [LIBS library...] [TIMEOUT seconds])
#
# A cmocka program NAME and the ctest of the same name with its label (unit,
# property, store, ...). SOURCES stand in the calling folder, LIBS are the
# layers it tests (coffer_model); tests/support and cmocka come by themselves.
# Under COFFER_VALGRIND the tests of labels that run fast run a second time as
# valgrind.NAME.
#
# coffer_script_test(NAME labels FILE [TIMEOUT seconds] [ARGS ...])
#
# A shell script of the calling folder; labels are separated by commas. It is
# called with the source folder, the build folder and ARGS.

# What a test may see of the person who runs it: nothing.
set(test_home "${PROJECT_BINARY_DIR}/test-home")
file(MAKE_DIRECTORY "${test_home}")
set(test_environment
    "HOME=set:${test_home}"
    "XDG_DATA_HOME=unset:"
    "XDG_STATE_HOME=unset:"
    "XDG_CONFIG_HOME=unset:"
    "COFFER_BOOK=unset:"
    "LANG=set:C.UTF-8"
    "LC_ALL=set:C.UTF-8"
    "LANGUAGE=unset:"
    "TZ=set:UTC"
    "NO_COLOR=unset:"
    "ASAN_OPTIONS=set:detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1"
    "UBSAN_OPTIONS=set:print_stacktrace=1")

if(COFFER_VALGRIND)
    find_program(VALGRIND valgrind)
    mark_as_advanced(VALGRIND)
    if(NOT VALGRIND)
        coffer_package_missing(valgrind valgrind)
    endif()
endif()

# Linked once and run once: optimising across files would not pay.
function(coffer_test_program name)
    set_target_properties(${name} PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF)
    target_link_options(${name} PRIVATE -fno-lto)
endfunction()

function(coffer_test name label)
    cmake_parse_arguments(PARSE_ARGV 2 test "" "TIMEOUT" "SOURCES;LIBS")
    if(NOT test_TIMEOUT)
        set(test_TIMEOUT 300)
    endif()
    add_executable(${name} ${test_SOURCES})
    target_link_libraries(${name} PRIVATE ${test_LIBS} coffer_support coffer_flags)
    coffer_test_program(${name})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(
        ${name}
        PROPERTIES LABELS ${label}
                   TIMEOUT ${test_TIMEOUT}
                   ENVIRONMENT_MODIFICATION "${test_environment}")
    if(COFFER_VALGRIND AND label MATCHES "^(unit|store|app)$")
        add_test(
            NAME valgrind.${name}
            COMMAND "${VALGRIND}" --quiet --error-exitcode=99 --leak-check=full
                    --errors-for-leak-kinds=definite $<TARGET_FILE:${name}>)
        set_tests_properties(
            valgrind.${name}
            PROPERTIES LABELS valgrind
                       TIMEOUT 300
                       ENVIRONMENT_MODIFICATION "${test_environment};COFFER_ROUNDS=set:20")
    endif()
endfunction()

function(coffer_script_test name labels file)
    cmake_parse_arguments(PARSE_ARGV 3 test "" "TIMEOUT" "ARGS")
    if(NOT test_TIMEOUT)
        set(test_TIMEOUT 300)
    endif()
    string(REPLACE "," ";" labels "${labels}")
    add_test(NAME ${name} COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/${file}" "${PROJECT_SOURCE_DIR}"
                                  "${PROJECT_BINARY_DIR}" ${test_ARGS})
    set_tests_properties(
        ${name}
        PROPERTIES LABELS "${labels}"
                   TIMEOUT ${test_TIMEOUT}
                   ENVIRONMENT_MODIFICATION "${test_environment}")
endfunction()

# coffer_fuzzer(NAME SOURCES file... LIBS library...)
#
# A program around LLVMFuzzerTestOneInput. With the preset fuzz it hunts:
#   build/fuzz/tests/fuzz/NAME tests/fuzz/corpus/NAME
# In every other build it is the test NAME that replays corpus/NAME, so that
# what was found once stays found.
function(coffer_fuzzer name)
    cmake_parse_arguments(PARSE_ARGV 1 fuzzer "" "" "SOURCES;LIBS")
    add_executable(${name} ${fuzzer_SOURCES})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_link_libraries(${name} PRIVATE ${fuzzer_LIBS} coffer_flags)
    coffer_test_program(${name})
    set(corpus "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name}")
    if(COFFER_FUZZ)
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        set(found "${CMAKE_CURRENT_BINARY_DIR}/${name}.found")
        file(MAKE_DIRECTORY "${found}")
        add_test(NAME ${name} COMMAND ${name} -max_total_time=20 -max_len=4096 "${found}"
                                      "${corpus}")
    else()
        target_sources(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests/fuzz/replay.c")
        add_test(NAME ${name} COMMAND ${name} "${corpus}")
    endif()
    set_tests_properties(
        ${name}
        PROPERTIES LABELS fuzz
                   TIMEOUT 120
                   ENVIRONMENT_MODIFICATION "${test_environment}")
endfunction()
