// A plan judged, as tables and as part of the report for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "cli/text_table.hpp"
#include "geo/table.hpp"
#include "shapes/guidance.hpp"
#include "shapes/plan.hpp"

namespace cli {

/// One row a criterion, as text and as Markdown.
[[nodiscard]] std::string criteria_text(const shapes::Guidance& guidance);
[[nodiscard]] std::string criteria_markdown(const shapes::Guidance& guidance);

/// One row a footprint, numbers at full precision, an empty cell for what is unknown; and the same for
/// people.
[[nodiscard]] geo::Table guidance_table(const shapes::Plan& plan, const shapes::Guidance& guidance);
[[nodiscard]] geo::Table guidance_table_for_people(const shapes::Plan& plan,
                                                   const shapes::Guidance& guidance);

/// One row a link: name, kind, use.
[[nodiscard]] TextTable links_table(const shapes::Guidance& guidance,
                                    std::span<const shapes::NamedLink> links);

/// "The plan fails: contiguity; not judged: roadmaps": what the verdicts come to.
[[nodiscard]] std::string verdict_text(const shapes::Guidance& guidance);

/// {"passes", "criteria": [...], "footprints": [...], "links": [...], "authorities": {...}}.
[[nodiscard]] nlohmann::ordered_json guidance_json(const shapes::Plan& plan, const shapes::Guidance& guidance,
                                                   std::span<const shapes::NamedLink> links,
                                                   std::span<const std::string> area_codes);

}  // namespace cli
