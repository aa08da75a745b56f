// The table itself: nothing but data.
#include <utility>

#include "cli/option_tables.hpp"
#include "cli/options.hpp"
#include "cli/shared_options.hpp"

namespace cli {
namespace {

using enum ValueKind;

using namespace shared;

std::vector<Command> make_commands() {
    std::vector<Command> table;
    table.push_back(
        {.name = "run",
         .summary = "the whole review: compose, check, validate, evaluate, align, map and report",
         .description =
             "Reads a review file that names areas, lookup, flows, values, guidance, proposals, other "
             "geographies and maps, and writes footprints, tables, maps and a report into a folder. Without "
             "a file the review of England 2017 that "
             "ships with the tool is run. Set FOOTPRINT_DATA to use another copy of it.",
         .inputs = {{.metavar = "REVIEW.toml",
                     .help = "Review file, see docs/review.md.",
                     .required = false}},
         .options = {{.name = "--output",
                      .letter = 'o',
                      .kind = folder,
                      .metavar = "DIR",
                      .help = "Folder to write into.",
                      .required = true}},
         .examples = {
             {"footprint run -o england-2017", "The review that ships with the tool."},
             {"footprint run review.toml -o results --overwrite", "A review of your own, once more."}}});
    table.push_back(
        {.name = "info",
         .summary = "layers, columns, CRS, feature and vertex counts, code column, extent",
         .description =
             "Says what a file holds before it is used: each layer with its geometry, CRS, extent and "
             "columns, and which columns look like codes.",
         .inputs = {{.metavar = "FILE",
                     .help = "Vector file in any format that GDAL reads.",
                     .repeatable = true}},
         .options = {},
         .examples = {{"footprint info ccg.geojson lsoa.shp", "What is in these two files."}}});
    table.push_back(
        {.name = "check",
         .summary = "whether areas form a coverage: overlaps, gaps, unmatched borders, bad rings",
         .description =
             "Projects the areas, snaps them to a grid and cuts their borders into shared arcs. Reports each "
             "defect with its kind, place, size and areas: rings that cross themselves, overlaps, "
             "duplicates, areas within others, gaps, borders that neighbours describe differently, empty "
             "areas, and missing or duplicate codes.",
         .inputs = {areas},
         .options = {gap_width, allowed_gaps, snap, source_crs,
                     findings("Write the findings as points with their attributes; to a .gpkg also the "
                              "outlines of gaps and overlaps.")},
         .examples = {{"footprint check areas.gpkg", "Every defect, by kind."},
                      {"footprint check areas.gpkg --gap-width 50 --findings defects.gpkg",
                       "Wider gaps count as violations; the places go to a layer."}}});
    table.push_back(
        {.name = "clean",
         .summary = "repair of a coverage: every piece of ground to one area, each repair listed",
         .description = "Absorbs noise, makes outlines valid, and gives every overlap and every narrow gap "
                        "to one of the areas concerned. No area is lost; one that lies wholly within "
                        "another keeps its ground, and the other yields it. Areas with the same outline "
                        "are left as they are and named.",
         .inputs = {areas},
         .options = {output("Areas to write: .gpkg, .fgb, .geojson, .topojson or .shp."),
                     gap_width,
                     {.name = "--prefer",
                      .kind = text,
                      .metavar = "WHO",
                      .help =
                          "Who gets contested ground: longest-border, largest, smallest, or the code of an "
                          "area that gets it wherever it is concerned. Ties go to the lower code.",
                      .fallback = "longest-border"},
                     allowed_gaps,
                     snap,
                     source_crs,
                     findings("Write the repairs as points with their attributes; to a .gpkg also their "
                              "outlines.")},
         .examples = {{"footprint clean areas.gpkg -o clean.gpkg", "Overlaps and gaps up to 10 m wide."},
                      {"footprint clean areas.gpkg --prefer largest --gap-width 50 -o clean.gpkg",
                       "Wider gaps too, each to the largest neighbour."}}});
    table.push_back(
        {.name = "simplify",
         .summary = "fewer vertices along shared borders, and the same areas, parts and neighbours",
         .description =
             "Takes vertices out of the borders that areas share, lightest first, where the weight of a "
             "vertex is the area of the triangle with its neighbours, less for a spike and more for a flat "
             "bend (Visvalingam and Whyatt). A vertex stays where a border would cross or touch another or "
             "an area would vanish, so that no gap, overlap or invalid ring comes about at any tolerance. "
             "Outlines that cross, touch or overlap themselves in the input are written valid, with a note. "
             "Borders for GeoJSON, which rounds, keep 20 mm from vertices beside them. Layers given together "
             "are simplified along the borders they share and stay nested; for them "
             "--layer, --code and --name take a list with commas, one entry for each input.",
         .inputs = {{.metavar = "AREAS", .help = areas.help, .repeatable = true}},
         .options =
             {output("Areas to write: .gpkg and .topojson, which hold several layers, .fgb, .geojson or "
                     ".shp; - for "
                     "GeoJSON on standard output."),
              {.name = "--tolerance",
               .kind = number,
               .metavar = "M",
               .help =
                   "Take out the vertices whose weight is at most that of a square with sides of M metres.",
               .minimum = 0},
              {.name = "--keep",
               .kind = number,
               .metavar = "SHARE",
               .help = "Choose the tolerance that keeps this share of the vertices that may go, 0 to 1.",
               .minimum = 0,
               .maximum = 1},
              lookup(false),
              area_column,
              footprint_column,
              snap,
              gap_width,
              source_crs},
         .examples = {
             {"footprint simplify lsoa.gpkg --tolerance 100 -o lsoa_100.gpkg", "For a map of a region."},
             {"footprint simplify lsoa.gpkg ccg.gpkg stp.gpkg --code ,CCG17CD --keep 0.1 -o nested.gpkg",
              "Three layers that nest, and go on nesting; the codes of the second are named."},
             {"footprint simplify ccg.gpkg --lookup ccg_stp.csv --keep 0.1 -o both.gpkg",
              "Areas and the footprints made of them."}}});
    table.push_back(
        {.name = "compose",
         .summary = "areas to footprints by a lookup, with totals of summed columns",
         .description =
             "Dissolves the areas of each footprint along their shared borders. Reports how the lookup "
             "joined the areas, and the total area and sums before and after.",
         .inputs = {areas},
         .options =
             {output(
                  "Footprints to write: .gpkg, .fgb, .geojson, .topojson or .shp; - for GeoJSON on standard "
                  "output."),
              lookup(true),
              area_column,
              footprint_column,
              {.name = "--sum",
               .kind = text,
               .metavar = "COLUMN",
               .help = "Column of the areas to add up for each footprint.",
               .repeatable = true},
              snap,
              gap_width,
              quantisation,
              source_crs},
         .examples = {{"footprint compose ccg.geojson --lookup ccg_stp.csv -o stp.gpkg",
                       "207 areas to 44 footprints."},
                      {"footprint compose ccg.gpkg --lookup ccg_stp.csv --sum population -o stp.geojson",
                       "The same with populations added up."}}});
    table.push_back(
        {.name = "measure",
         .summary = "area, perimeter, compactness, parts and neighbours of each area",
         .description =
             "Measures each area as it is, unsimplified: area, perimeter, Polsby-Popper, Schwartzberg, "
             "Reock, convex hull ratio, length to width, parts, holes and neighbours.",
         .inputs = {areas},
         .options = {{.name = "--output",
                      .letter = 'o',
                      .kind = file,
                      .metavar = "FILE",
                      .help = "Write the table, as .csv or .xlsx; - for CSV on standard output."},
                     snap,
                     source_crs},
         .examples = {{"footprint measure stp.gpkg", "A table to read."},
                      {"footprint measure stp.gpkg -o shapes.csv", "A table to work with."}}});
    for (Command& command : flow_commands())
        table.push_back(std::move(command));
    for (Command& command : validate_commands())
        table.push_back(std::move(command));
    for (Command& command : evaluate_commands())
        table.push_back(std::move(command));
    for (Command& command : move_commands())
        table.push_back(std::move(command));
    for (Command& command : align_commands())
        table.push_back(std::move(command));
    for (Command& command : crosswalk_commands())
        table.push_back(std::move(command));
    table.push_back(
        {.name = "classify",
         .summary = "class breaks and counts of a column of numbers",
         .description =
             "Cuts the values of a column into classes and tells how well they fit. Empty cells are "
             "counted as missing.",
         .inputs = {{.metavar = "VALUES", .help = "Table with the column of values."}},
         .options = {{.name = "--column",
                      .kind = text,
                      .metavar = "NAME",
                      .help = "Column with the values.",
                      .required = true},
                     scheme,
                     classes,
                     breaks,
                     closed,
                     head_share,
                     midpoint,
                     {.name = "--palette",
                      .kind = text,
                      .metavar = "NAME",
                      .help = "Tells the colours of the classes, their contrast and colour-blind distance."}},
         .examples = {{"footprint classify gaps.csv --column value --scheme quantiles -k 4",
                       "Four classes of equal "
                       "count."}}});
    table.push_back(
        {.name = "map",
         .summary = "a choropleth for publication",
         .description =
             "Draws areas coloured by class of a value, with title, legend, missing class and source line. "
             "With a lookup the values are those of footprints and the borders of footprints are drawn "
             "over those of the member areas.",
         .inputs = {{.metavar = "AREAS|SPEC.toml",
                     .help =
                         "Areas, in any vector format that GDAL reads; or a specification of maps with these "
                         "options as keys, see docs/map-pages.md."}},
         .options =
             {{.name = "--output",
               .letter = 'o',
               .kind = file,
               .metavar = "FILE",
               .help =
                   "Map to write: .png, .svg, .pdf, or .gpkg with its style for QGIS; several are the same "
                   "map.",
               .repeatable = true},
              {.name = "--values", .kind = file, .metavar = "CSV", .help = "Table with the values."},
              {.name = "--column", .kind = text, .metavar = "NAME", .help = "Column with the values."},
              {.name = "--key",
               .kind = text,
               .metavar = "COLUMN",
               .help = "Column of the values with the codes.",
               .fallback_note = "code, else the first column"},
              lookup(false),
              area_column,
              footprint_column,
              map_scheme,
              classes,
              breaks,
              closed,
              head_share,
              midpoint,
              {.name = "--palette",
               .kind = text,
               .metavar = "NAME",
               .help = "Colours of the classes.",
               .fallback_note = "YlGnBu for numbers, RdBu with a midpoint"},
              {.name = "--title", .kind = text, .metavar = "TEXT", .help = "Title of the map."},
              {.name = "--subtitle", .kind = text, .metavar = "TEXT", .help = "Line under the title."},
              {.name = "--source", .kind = text, .metavar = "TEXT", .help = "Source line at the foot."},
              {.name = "--page",
               .kind = text,
               .metavar = "SIZE",
               .help = "Page: a4, a4-landscape, a3, a3-landscape, web (960 x 1,200 px), web-half, or "
                       "WIDTHxHEIGHT in millimetres.",
               .fallback = "a4"},
              {.name = "--dpi",
               .kind = number,
               .metavar = "N",
               .help = "Resolution of a PNG.",
               .fallback = "200",
               .minimum = 36,
               .maximum = 1200},
              {.name = "--detail",
               .kind = number,
               .metavar = "MM",
               .help = "Leave out points of borders that no border misses by more than MM millimetres on "
                       "the page; 0 keeps all.",
               .fallback = "0.07",
               .minimum = 0,
               .maximum = 10},
              snap,
              source_crs},
         .examples = {
             {"footprint map ccg.geojson --lookup ccg_stp.csv --values gaps.csv --column value -o gaps.pdf",
              "Values of footprints, with their borders over those of the CCGs."},
             {"footprint map maps.toml", "All maps of a specification."}}});
    const std::vector<Option> page_options = map_page_options();
    std::vector<Option>& map_options = table.back().options;
    map_options.insert(map_options.end(), page_options.begin(), page_options.end());
    const std::vector<Option> layer_options = map_layer_options();
    map_options.insert(map_options.end(), layer_options.begin(), layer_options.end());
    for (Command& command : cartogram_commands())
        table.push_back(std::move(command));
    return table;
}

}  // namespace

const std::vector<Command>& commands() {
    static const std::vector<Command> table = make_commands();
    return table;
}

const std::vector<Option>& common_options() {
    static const std::vector<Option> table{
        {.name = "--json",
         .kind = file,
         .metavar = "FILE",
         .help = "Write the report for machines; - for standard output."},
        {.name = "--crs",
         .kind = text,
         .metavar = "EPSG:n",
         .help = "Metric CRS to work in.",
         .fallback = "EPSG:27700"},
        {.name = "--layer", .kind = text, .metavar = "NAME", .help = "Layer of a file that has several."},
        {.name = "--code",
         .kind = text,
         .metavar = "COLUMN",
         .help = "Column with the codes of the areas.",
         .fallback_note = "the one column that holds GSS or ODS codes"},
        {.name = "--name", .kind = text, .metavar = "COLUMN", .help = "Column with the names of the areas."},
        {.name = "--overwrite", .help = "Replace outputs that exist."},
        {.name = "--quiet", .letter = 'q', .help = "Print results and errors only."},
        {.name = "--verbose", .letter = 'v', .help = "Print each step."},
        {.name = "--version", .help = "Print the version of the tool and of the libraries it stands on."},
        {.name = "--help", .letter = 'h', .help = "Print this help."},
    };
    return table;
}

}  // namespace cli
