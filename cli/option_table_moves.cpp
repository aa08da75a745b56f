// Commands about moves: nothing but data.
#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "cli/flow_options.hpp"
#include "cli/option_tables.hpp"
#include "cli/shared_options.hpp"

namespace cli {

using enum ValueKind;

using namespace shared;

namespace {

std::vector<Option> chosen(const std::vector<Option>& options,
                           std::initializer_list<std::string_view> names) {
    std::vector<Option> result;
    for (const std::string_view name : names)
        result.push_back(*std::ranges::find(options, name, &Option::name));
    return result;
}

/// A plan with its flows, which both commands need, and the limits of moves.
std::vector<Option> plan_and_limits() {
    std::vector<Option> flows = flows_of_a_plan();
    flows.front().required = true;
    return joined(
        {{lookup(true), area_column, footprint_column},
         chosen(guidance_table_options(),
                {"--links", "--population", "--population-code-column", "--population-column"}),
         flows,
         chosen(guidance_threshold_options(), {"--guidance", "--least-population", "--greatest-population",
                                               "--fewest-members", "--most-members"}),
         {snap, source_crs}});
}

}  // namespace

std::vector<Command> move_commands() {
    std::vector<Command> table;
    table.push_back(
        {.name = "rank",
         .summary = "every legal move of one area to a neighbouring footprint, best first",
         .description =
             "Lists every move of an area to a footprint in which it has a neighbour, over a border or a "
             "named "
             "link, that empties no footprint, leaves none in more pieces, and breaks no limit of population "
             "or "
             "members that held. Each move has its effect on every measure: of the plan, of the footprint "
             "that "
             "is left and of the one that is joined. Moves that are not legal are counted by reason.",
         .inputs = {areas},
         .options = joined({plan_and_limits(),
                            {{.name = "--by",
                              .kind = text,
                              .metavar = "MEASURES",
                              .help = "What to rank by: modularity, li, lofi, inside, validity, population, "
                                      "compactness, border, cut_edges or pieces, or several with weights, "
                                      "\"modularity=1,li=0.5\", each then divided by its greatest value.",
                              .fallback = "modularity"},
                             {.name = "--top",
                              .kind = integer,
                              .metavar = "N",
                              .help = "Number of moves to print.",
                              .fallback = "20",
                              .minimum = 0},
                             {.name = "--output",
                              .letter = 'o',
                              .kind = file,
                              .metavar = "FILE",
                              .help = "Write the table of all legal moves, as .csv or .xlsx; - for CSV on "
                                      "standard output."}}}),
         .examples = {{"footprint rank ccg.gpkg --lookup ccg_stp.csv --flows flows.csv --site-lookup "
                       "trust_stp.csv --links links.csv --population ccg.csv",
                       "The moves that would bring most patients home."},
                      {"footprint rank ccg.gpkg --lookup ccg_stp.csv --flows flows.csv --by "
                       "\"modularity=1,compactness=0.5\" -o moves.csv",
                       "Patient flows first, and shape half as much."}}});
    std::vector<Option> authorities =
        chosen(guidance_table_options(), {"--authorities", "--authority-area-column", "--authority-column"});
    table.push_back(
        {.name = "optimise",
         .summary = "the best plan within reach under constraints, and how far the given one is from it",
         .description =
             "Searches for the plan of greatest directed modularity by moves, swaps and merges, with "
             "simulated "
             "annealing, from the given plan and from communities of flows (Leiden algorithm), under "
             "contiguity, "
             "limits and pins. Says how many people would change footprint after matching (Hungarian "
             "method), "
             "the variation of information, the gain for each person, and the way: legal single moves, best "
             "first. One seed, number of restarts and sweeps give one answer, unless --time-limit or an "
             "interruption (Ctrl-C) cuts the search: then the best plan so far is given, and the report says "
             "so.",
         .inputs = {areas},
         .options = joined(
             {plan_and_limits(),
              authorities,
              {{.name = "--whole-authorities",
                .help = "Keep areas that share an authority of --authorities in one footprint."},
               {.name = "--footprints",
                .kind = text,
                .metavar = "N",
                .help = "How many footprints there are to be: a number, same for as many as given, or free.",
                .fallback = "same"},
               {.name = "--pin",
                .kind = text,
                .metavar = "CODE",
                .help = "An area that stays in its footprint, or a footprint that nobody leaves or joins.",
                .repeatable = true},
               {.name = "--objective",
                .kind = text,
                .metavar = "MEASURE",
                .help = "What is to be greatest: directed modularity at --resolution, or the localisation "
                        "index of the plan, which asks for few and large footprints unless limits hold it.",
                .fallback = "modularity",
                .choices = {"modularity", "li"}},
               {.name = "--seed",
                .kind = integer,
                .metavar = "N",
                .help = "Begins the random numbers.",
                .fallback = "1",
                .minimum = 0,
                .maximum = 4294967295.0},
               {.name = "--restarts",
                .kind = integer,
                .metavar = "N",
                .help = "Starts from communities of flows, beside the given plan.",
                .fallback = "8",
                .minimum = 0,
                .maximum = 100000},
               {.name = "--sweeps",
                .kind = integer,
                .metavar = "N",
                .help = "Moves tried for each area in each annealing.",
                .fallback = "400",
                .minimum = 0,
                .maximum = 1e6},
               {.name = "--time-limit",
                .kind = number,
                .metavar = "S",
                .help = "End the search after S seconds with the best plan so far.",
                .fallback_note = "none",
                .minimum = 0},
               {.name = "--top",
                .kind = integer,
                .metavar = "N",
                .help = "Number of moves of the way to print.",
                .fallback = "20",
                .minimum = 0},
               {.name = "--output",
                .letter = 'o',
                .kind = file,
                .metavar = "FILE",
                .help =
                    "Write the best plan as a lookup, as .csv or .xlsx; - for CSV on standard output."}}}),
         .examples = {{"footprint optimise ccg.gpkg --lookup ccg_stp.csv --flows flows.csv --site-lookup "
                       "trust_stp.csv --links links.csv --population ccg.csv -o best.csv",
                       "As many footprints, within the published limits of population."},
                      {"footprint optimise ccg.gpkg --lookup ccg_stp.csv --flows flows.csv --footprints 40 "
                       "--pin E54000007 --pin E38000001 --time-limit 60",
                       "Forty footprints, one of them kept as it is, in a minute."}}});
    return table;
}

}  // namespace cli
