// How long it takes to rank every legal move of a plan, once it is loaded, and how many moves are evaluated
// in a second. Takes the words of `footprint rank`, and a folder into which it writes the flows and the plan
// for bench/moves_peer.py, with the figures as JSON.
//
//   moves_bench FOLDER rank AREAS --lookup CSV --flows FLOWS ...
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "cli/moves_input.hpp"
#include "cli/report.hpp"
#include "geo/error.hpp"
#include "geo/table.hpp"
#include "shapes/best_plan.hpp"
#include "shapes/move_ranking.hpp"

namespace {

double median_seconds(int runs, const std::function<void()>& work) {
    std::vector<double> seconds;
    for (int i = 0; i < runs; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
}

/// Flows between nodes and the footprint of each node, for igraph. Places outside stand alone.
void write_graph(const std::filesystem::path& folder, const cli::MovesInput& input) {
    std::ofstream flows(folder / "flows.csv");
    flows << "from,to,patients\n";
    for (const shapes::NodeFlow& flow : shapes::node_flows(input.flows))
        flows << flow.from << ',' << flow.to << ',' << geo::format_number(flow.patients) << '\n';
    std::ofstream plan(folder / "plan.csv");
    plan << "node,footprint\n";
    auto alone = static_cast<shapes::FootprintIndex>(input.flows.footprints);
    for (std::size_t node = 0; node < input.flows.nodes(); ++node) {
        const auto of = input.flows.place_of(static_cast<std::int32_t>(node), input.plan.footprint_of);
        plan << node << ',' << (of < 0 ? alone++ : of) << '\n';
    }
}

int run(const std::filesystem::path& folder, const std::vector<std::string>& words) {
    const cli::Invocation invocation = cli::parse_command_line(words);
    const cli::MovesOptions options = cli::moves_options(*invocation.arguments);
    cli::Console console(cli::Verbosity::quiet, true);
    cli::Report report("rank", false);
    std::vector<geo::Finding> findings;
    const cli::FlowRecords records{[](const std::string&, std::size_t) {}, report, findings};
    const cli::MovesInput input = cli::read_moves_input(options, records, console);

    constexpr int runs = 21;
    const double resolution = options.parameters.resolution;
    const std::vector<shapes::MeasureWeight> by{{shapes::MoveMeasure::modularity, 1.0}};
    std::size_t legal = 0;
    std::size_t evaluated = 0;
    const double rank_s = median_seconds(runs, [&] {
        shapes::MovablePlan plan(input.flows, input.neighbourhood, input.facts, input.plan.footprint_of);
        const shapes::MoveList list = shapes::legal_moves(plan, input.rules, resolution);
        const shapes::Ranking ranking = shapes::rank_moves(plan, list.legal, by, options.parameters);
        legal = ranking.moves.size();
        evaluated = list.evaluated;
    });

    // Evaluations alone: every area that can move, to one neighbouring footprint at a time.
    shapes::MovablePlan plan(input.flows, input.neighbourhood, input.facts, input.plan.footprint_of);
    std::vector<std::pair<std::int32_t, shapes::FootprintIndex>> moves;
    for (const shapes::Move& move : shapes::legal_moves(plan, input.rules, resolution).legal)
        moves.emplace_back(move.effect.area, move.effect.to);
    constexpr int rounds = 100;
    double sum = 0.0;
    const double evaluate_s = median_seconds(runs, [&] {
        std::vector<shapes::MoveEffect> effects;
        for (int round = 0; round < rounds; ++round) {
            for (const auto& [area, to] : moves) {
                effects.clear();
                plan.effects(area, std::span(&to, 1), effects);
                sum += shapes::modularity_gain(plan, effects.front(), resolution);
            }
        }
    });
    const double evaluations_a_second =
        static_cast<double>(moves.size()) * static_cast<double>(rounds) / evaluate_s;

    std::filesystem::create_directories(folder);
    write_graph(folder, input);
    std::ofstream(folder / "ours.json")
        << "{\"areas\": " << input.facts.size() << ", \"footprints\": " << input.plan.footprints()
        << ", \"flows\": " << shapes::node_flows(input.flows).size() << ", \"evaluated\": " << evaluated
        << ", \"legal\": " << legal << ", \"rank_s\": " << geo::format_number(rank_s)
        << ", \"evaluations_a_second\": " << geo::format_number(evaluations_a_second) << ", \"modularity\": "
        << geo::format_number(shapes::plan_modularity(input.flows, input.plan.footprint_of, resolution))
        << ", \"sum_of_gains\": " << geo::format_number(sum)
        << ", \"first\": {\"area\": " << moves.front().first << ", \"to\": " << moves.front().second
        << ", \"gain\": " << geo::format_number([&] {
               std::vector<shapes::MoveEffect> effects;
               plan.effects(moves.front().first, std::span(&moves.front().second, 1), effects);
               return shapes::modularity_gain(plan, effects.front(), resolution);
           }())
        << "}}\n";
    std::printf("%zu areas, %zu legal moves of %zu: ranked in %.4f s; %.3g evaluations a second\n",
                input.facts.size(), legal, evaluated, rank_s, evaluations_a_second);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: moves_bench FOLDER rank AREAS --lookup CSV --flows FLOWS ...\n");
        return 2;
    }
    try {
        return run(argv[1], std::vector<std::string>(argv + 2, argv + argc));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "moves_bench: %s\n", error.what());
        return 1;
    }
}
