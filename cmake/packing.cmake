# SPDX-License-Identifier: MIT
# cmake --install build/release, and cpack -G DEB in build/release.

install(TARGETS coffer RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES data/man/coffer.1 DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES README.md LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES docs/RULES.md docs/CONTRACT.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME coffer)
set(CPACK_PACKAGE_VENDOR "The Coffer authors")
set(CPACK_PACKAGE_CONTACT "The Coffer authors <coffer@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded when they are needed: not seen by the line before.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libarchive13, libical3, libmagic1")
include(CPack)
