# SPDX-License-Identifier: MIT
# The libraries, each named by its Debian package (tools/dependencies.list) when
# it is missing.

find_package(PkgConfig)
if(NOT PKG_CONFIG_FOUND)
    message(FATAL_ERROR "pkg-config is missing: install the package pkg-config")
endif()

function(coffer_package_missing package what)
    file(STRINGS "${PROJECT_SOURCE_DIR}/tools/dependencies.list" row REGEX "^${package} +\\|")
    if(NOT row)
        message(FATAL_ERROR "${package} is not in tools/dependencies.list: add it there")
    endif()
    message(
        FATAL_ERROR
            "${what} is missing: install the package ${package} (apt-get install ${package})")
endfunction()

# Makes the imported target PkgConfig::NAME.
function(coffer_pkg_config name module package)
    pkg_check_modules(${name} QUIET IMPORTED_TARGET GLOBAL ${module})
    if(NOT ${name}_FOUND)
        coffer_package_missing(${package} ${module})
    endif()
endfunction()

coffer_pkg_config(sqlite3 sqlite3>=3.40 libsqlite3-dev)
coffer_pkg_config(sodium libsodium libsodium-dev)
coffer_pkg_config(archive libarchive libarchive-dev)
coffer_pkg_config(ical libical libical-dev)
coffer_pkg_config(magic libmagic libmagic-dev)
coffer_pkg_config(ncursesw ncursesw libncurses-dev)
coffer_pkg_config(fribidi fribidi libfribidi-dev)

# libunistring comes without a pkg-config file.
find_library(UNISTRING_LIBRARY unistring)
find_path(UNISTRING_INCLUDE_DIR uniwidth.h)
mark_as_advanced(UNISTRING_LIBRARY UNISTRING_INCLUDE_DIR)
if(NOT UNISTRING_LIBRARY OR NOT UNISTRING_INCLUDE_DIR)
    coffer_package_missing(libunistring-dev libunistring)
endif()
add_library(unistring INTERFACE IMPORTED GLOBAL)
target_link_libraries(unistring INTERFACE "${UNISTRING_LIBRARY}")
target_include_directories(unistring INTERFACE "${UNISTRING_INCLUDE_DIR}")

if(BUILD_TESTING)
    coffer_pkg_config(cmocka cmocka libcmocka-dev)
    coffer_pkg_config(vterm vterm libvterm-dev)
endif()
