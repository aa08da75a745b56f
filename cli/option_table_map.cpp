#include "cli/option_tables.hpp"

namespace cli {

using enum ValueKind;

std::vector<Option> map_page_options() {
    return {
        {.name = "--labels",
         .kind = text,
         .metavar = "WHAT",
         .help =
             "Labels on the map: none over another, led by a line from the sea where an area has no room, "
             "and those without any room listed.",
         .fallback = "none",
         .choices = {"none", "names", "codes", "values"}},
        {.name = "--inset",
         .kind = text,
         .metavar = "INSET",
         .help =
             "A part drawn again at a larger scale: \"name=London,bbox=WEST,SOUTH,EAST,NORTH\" in metres, or "
             "\"name=London,areas=CODE,CODE\", with times=3 for three times the scale; or none.",
         .fallback_note = "London on a map of England",
         .repeatable = true},
        {.name = "--north",
         .kind = text,
         .metavar = "WHICH",
         .help = "A north arrow: up the grid, or to true north at the centre of the map.",
         .fallback = "none",
         .choices = {"none", "grid", "true"}},
        {.name = "--legend-title",
         .kind = text,
         .metavar = "TEXT",
         .help = "The measure and its unit.",
         .fallback_note = "the name of the column"},
        {.name = "--order",
         .kind = text,
         .metavar = "LIST",
         .help = "Categories from first to last, separated by commas."},
        {.name = "--missing",
         .kind = text,
         .metavar = "TEXT",
         .help = "What the legend calls areas without a value.",
         .fallback = "No data"},
        {.name = "--note",
         .kind = text,
         .metavar = "TEXT",
         .help = "Paragraph above the source line.",
         .repeatable = true},
        {.name = "--author",
         .kind = text,
         .metavar = "NAME",
         .help = "Author in the properties of the file."},
        {.name = "--font",
         .kind = text,
         .metavar = "FAMILY",
         .help = "Font of all text; one that is not installed is replaced, and that is said.",
         .fallback = "Liberation Sans"}};
}

}  // namespace cli
