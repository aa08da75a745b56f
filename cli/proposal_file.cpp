#include "cli/proposal_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "cli/toml_section.hpp"
#include "geo/error.hpp"
#include "geo/table.hpp"

namespace cli {
namespace {

shapes::StepKind read_kind(TomlSection& section) {
    using enum shapes::StepKind;
    const std::string word = section.required("do");
    std::vector<std::string> known;
    for (const shapes::StepKind kind : {move, merge, split, create, rename}) {
        known.emplace_back(to_string(kind));
        if (known.back() == word) return kind;
    }
    const std::string nearest = geo::nearest_name(word, known);
    section.refuse("do", fmt::format("says {}, which is no kind of step", word),
                   nearest.empty() ? fmt::format("use {}", fmt::join(known, ", "))
                                   : fmt::format("did you mean {}?", nearest));
}

std::vector<std::string> required_list(TomlSection& section, const char* key) {
    std::vector<std::string> list = section.texts(key);
    if (list.empty()) section.refuse(key, section.has(key) ? "is empty" : "is missing");
    if (std::ranges::find(list, "") != list.end()) section.refuse(key, "holds an empty code");
    return list;
}

std::string read_target(TomlSection& section) {
    if (section.has("to") && section.text("to").empty())
        section.refuse("to", "is empty: the areas would be in no footprint, and the plan would be incomplete",
                       "name the footprint that they are in afterwards");
    return section.required("to");
}

shapes::ProposalStep read_step(TomlSection& section) {
    using enum shapes::StepKind;
    shapes::ProposalStep step;
    step.place = section.where();
    // Keys so much alike that either might be taken for the other misspelt.
    for (const char* key : {"do", "to"})
        (void)section.has(key);
    step.kind = read_kind(section);
    if (step.kind == merge) step.footprints = required_list(section, "footprints");
    if (step.kind == move || step.kind == split || step.kind == create) {
        step.areas = required_list(section, "areas");
        step.within = section.text("within");
    }
    if (step.kind == move) step.from = section.text("from");
    if (step.kind == split) step.from = section.required("from");
    step.to = read_target(section);
    if (step.kind == rename)
        step.name = section.required("name");
    else if (step.kind != move)
        step.name = section.text("name");
    section.finish();
    return step;
}

}  // namespace

shapes::Proposal read_proposal(const std::filesystem::path& path) {
    const toml::table table = parse_toml(path, "docs/proposals.md shows a proposal");
    TomlSection root(path.string(), "", &table);
    shapes::Proposal proposal;
    proposal.path = path.string();
    proposal.name = root.required("name");
    proposal.reason = root.text("reason");
    proposal.proposer = root.text("proposer");
    proposal.date = root.text("date");
    proposal.source = root.text("source");
    for (TomlSection& section : root.sections("step"))
        proposal.steps.push_back(read_step(section));
    root.finish();
    if (proposal.steps.empty())
        throw geo::InputError(path.string(), "the proposal has no step", "add a [[step]]");
    return proposal;
}

}  // namespace cli
