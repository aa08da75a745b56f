# Most of the time of a short job is loading libraries: GDAL's take 50 ms, PROJ's 9, igraph's 8, Pango's and Cairo's 5, qpdf's 3,
# GEOS and OpenSSL 3. So the tool is linked without them, its calls stay undefined, and whoever makes the first of them
# loads the library before (geo/late_library.hpp), when they are bound (System V ABI, lazy binding). The linker makes an
# entry for such calls only where their names are listed. Tests, benchmarks and fuzz targets are linked with all, so
# that names of ours that are missing are still found.
#
# What is loaded late looks for names among its own libraries first, in half the time. That is the same as long as no
# variable of a shared library has been moved into the executable, which -mno-direct-extern-access sees to.
include(CheckCXXCompilerFlag)
check_cxx_compiler_flag(-mno-direct-extern-access DATA_STAYS_IN_ITS_LIBRARY)
set(LIBRARIES_ARE_LATE OFF)
if(FOOTPRINT_LATE_LIBRARIES AND DATA_STAYS_IN_ITS_LIBRARY AND NOT FOOTPRINT_SANITIZE)
    set(LIBRARIES_ARE_LATE ON)
    target_compile_options(footprint_flags INTERFACE -mno-direct-extern-access)
endif()
set(LATE_CALLS ${CMAKE_CURRENT_LIST_DIR}/late_calls.list)

# The name under which the loader finds a library, which changes with each version that is not compatible; and the names of
# those that it needs itself, of which GDAL has fifty: one after the other they take a third less time than all at once,
# because each looks for names among fewer others.
function(get_loader_names variable library)
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE header COMMAND_ERROR_IS_FATAL ANY)
    if(NOT header MATCHES "SONAME +([^\n ]+)")
        message(FATAL_ERROR "${library} has no name for the loader; it must be a shared library")
    endif()
    set(${variable}_LOADER_NAME ${CMAKE_MATCH_1} PARENT_SCOPE)
    string(REGEX MATCHALL "NEEDED +[^\n ]+" needed "${header}")
    list(TRANSFORM needed REPLACE "NEEDED +" "")
    list(JOIN needed " " needed)
    set(${variable}_NEEDED ${needed} PARENT_SCOPE)
endfunction()

# What is loaded brings what it needs itself: Pango for Cairo brings Cairo, fontconfig and libpng.
set(LATE_LIBRARIES GDAL PROJ GEOS CRYPTO PANGO QPDF IGRAPH)
get_target_property(GDAL_LINK_LIBRARIES GDAL::GDAL IMPORTED_LOCATION)
if(NOT GDAL_LINK_LIBRARIES)
    get_target_property(GDAL_LINK_LIBRARIES GDAL::GDAL IMPORTED_LOCATION_NONE)
endif()
foreach(name ${LATE_LIBRARIES})
    list(GET ${name}_LINK_LIBRARIES 0 library)
    get_loader_names(${name} ${library})
endforeach()

# Libraries that are linked, but not into what loads them when they are needed. Sources know the names of those that are
# to be loaded as FOOTPRINT_GDAL and so on.
function(link_late target)
    foreach(name ${ARGN})
        set(library $<IF:$<STREQUAL:${name},GDAL>,GDAL::GDAL,PkgConfig::${name}>)
        target_link_libraries(${target} PRIVATE $<$<NOT:$<BOOL:$<TARGET_PROPERTY:LOADS_LIBRARIES_LATE>>>:${library}>)
        if(DEFINED ${name}_LOADER_NAME)
            target_compile_definitions(${target} PRIVATE FOOTPRINT_${name}="${${name}_LOADER_NAME}")
        endif()
    endforeach()
endfunction()

function(load_libraries_late target)
    if(NOT LIBRARIES_ARE_LATE)
        return()
    endif()
    set_target_properties(${target} PROPERTIES LOADS_LIBRARIES_LATE ON LINK_DEPENDS ${LATE_CALLS})
    target_link_options(${target} PRIVATE
        LINKER:-z,lazy LINKER:--dynamic-list=${LATE_CALLS} LINKER:--unresolved-symbols=ignore-in-object-files)
endfunction()
