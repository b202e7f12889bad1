# SPDX-License-Identifier: MIT
# How every C file of the project is compiled. Targets get all of it by linking
# coffer_flags; the presets choose the build type and the options below.

set(COFFER_SANITIZERS "" CACHE STRING "Sanitizers, as for -fsanitize= (address,undefined)")
option(COFFER_FUZZ "Build the fuzzers with libFuzzer (needs clang)" OFF)
option(COFFER_COVERAGE "Count which lines run (gcov)" OFF)
option(COFFER_VALGRIND "Run the unit and store tests under valgrind as well" OFF)

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()
# NDEBUG leaves out costly watching only (plans of SQL): bug_if stays in every
# build.
set(CMAKE_C_FLAGS_DEBUG "-O1 -g -fno-omit-frame-pointer")
set(CMAKE_C_FLAGS_RELEASE "-O2 -g -DNDEBUG")

add_library(coffer_flags INTERFACE)
target_compile_definitions(coffer_flags INTERFACE _GNU_SOURCE)
target_compile_options(
    coffer_flags
    INTERFACE
        -Wall
        -Wextra
        -Wpedantic
        -Wshadow
        -Wconversion
        -Wsign-conversion
        -Wstrict-prototypes
        -Wmissing-prototypes
        -Wold-style-definition
        -Wwrite-strings
        -Wcast-qual
        -Wpointer-arith
        -Wformat=2
        -Wnull-dereference
        -Wvla
        -Wswitch-enum
        -Wundef
        -Werror
        -fno-common
        # The same bytes from any folder.
        "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")

if(COFFER_SANITIZERS)
    set(sanitize "-fsanitize=${COFFER_SANITIZERS}" -fno-sanitize-recover=all)
    target_compile_options(coffer_flags INTERFACE ${sanitize})
    target_link_options(coffer_flags INTERFACE ${sanitize})
endif()

if(COFFER_FUZZ)
    # Counters only: a fuzzer's main() comes with -fsanitize=fuzzer at its link.
    target_compile_options(coffer_flags INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(coffer_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(COFFER_COVERAGE)
    target_compile_options(coffer_flags INTERFACE --coverage)
    target_link_options(coffer_flags INTERFACE --coverage)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release")
    include(CheckCCompilerFlag)
    include(CheckIPOSupported)
    include(CheckLinkerFlag)
    include(CheckPIESupported)
    check_pie_supported(LANGUAGES C)
    target_compile_definitions(coffer_flags INTERFACE _FORTIFY_SOURCE=2)
    target_compile_options(coffer_flags INTERFACE -fstack-protector-strong)
    foreach(flag IN ITEMS -fstack-clash-protection -fcf-protection)
        string(MAKE_C_IDENTIFIER "has${flag}" has)
        check_c_compiler_flag(${flag} ${has})
        if(${has})
            target_compile_options(coffer_flags INTERFACE ${flag})
        endif()
    endforeach()
    target_link_options(coffer_flags INTERFACE -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
    # Four thousand addresses are set at each start: packed they are read from one
    # kilobyte, not a hundred.
    check_linker_flag(C -Wl,-z,pack-relative-relocs has_packed_relocations)
    if(has_packed_relocations)
        target_link_options(coffer_flags INTERFACE -Wl,-z,pack-relative-relocs)
    endif()
    # With LTO the linker compiles.
    target_link_options(coffer_flags INTERFACE "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
    # The program is optimised across files. Objects hold machine code as well, so
    # that the many test programs link without compiling every layer again.
    if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
        target_compile_options(coffer_flags INTERFACE -ffat-lto-objects)
    endif()
    check_ipo_supported(LANGUAGES C)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()
