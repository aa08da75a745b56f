# Compiler flags as interface targets: every target of ours links footprint_flags.
add_library(footprint_flags INTERFACE)
target_include_directories(footprint_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(footprint_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
    # Fused multiply-add would make results differ between machines.
    -ffp-contract=off)
# GCC 12 sees overlapping copies in std::string's operator+ that are not there (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(footprint_flags INTERFACE -Wno-restrict)
endif()
# Where CMAKE_UNITY_BUILD puts several sources into one unit, names of one file stand before the locals of the next, and
# what is private to a source looks as if it were in a header; the dev preset compiles each source by itself.
if(CMAKE_UNITY_BUILD)
    target_compile_options(footprint_flags INTERFACE
        -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local -Wno-subobject-linkage>)
endif()
if(FOOTPRINT_WERROR)
    target_compile_options(footprint_flags INTERFACE -Werror)
endif()
if(FOOTPRINT_SANITIZE)
    target_compile_options(footprint_flags INTERFACE -fsanitize=${FOOTPRINT_SANITIZE} -fno-omit-frame-pointer
                                                     -fno-sanitize-recover=all)
    target_link_options(footprint_flags INTERFACE -fsanitize=${FOOTPRINT_SANITIZE})
    target_compile_definitions(footprint_flags INTERFACE FOOTPRINT_SANITIZED)
endif()
