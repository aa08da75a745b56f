# GDAL needs a hundred libraries and igraph a dozen, which take 50 and 8 ms to load: more than most of what the tool does
# without them. So the tool is linked without these two, its calls stay undefined, and whoever makes the first of them
# loads the library before (geo/late_library.hpp), when they are bound (System V ABI, lazy binding). The linker makes an
# entry for such calls only where their names are listed. Tests, benchmarks and fuzz targets are linked with both, so
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

# The name under which the loader finds a library, which changes with each version that is not compatible.
function(get_loader_name variable library)
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE header COMMAND_ERROR_IS_FATAL ANY)
    if(NOT header MATCHES "SONAME +([^\n ]+)")
        message(FATAL_ERROR "${library} has no name for the loader; it must be a shared library")
    endif()
    set(${variable} ${CMAKE_MATCH_1} PARENT_SCOPE)
endfunction()

get_target_property(gdal_library GDAL::GDAL IMPORTED_LOCATION)
if(NOT gdal_library)
    get_target_property(gdal_library GDAL::GDAL IMPORTED_LOCATION_NONE)
endif()
get_loader_name(GDAL_LOADER_NAME ${gdal_library})
list(GET IGRAPH_LINK_LIBRARIES 0 igraph_library)
get_loader_name(IGRAPH_LOADER_NAME ${igraph_library})

# A library that is linked, but not into what loads it when it is needed.
function(link_late target library)
    target_link_libraries(${target} PRIVATE $<$<NOT:$<BOOL:$<TARGET_PROPERTY:LOADS_LIBRARIES_LATE>>>:${library}>)
endfunction()

function(load_libraries_late target)
    if(NOT LIBRARIES_ARE_LATE)
        return()
    endif()
    set_target_properties(${target} PROPERTIES LOADS_LIBRARIES_LATE ON LINK_DEPENDS ${LATE_CALLS})
    target_link_options(${target} PRIVATE
        LINKER:-z,lazy LINKER:--dynamic-list=${LATE_CALLS} LINKER:--unresolved-symbols=ignore-in-object-files)
endfunction()
