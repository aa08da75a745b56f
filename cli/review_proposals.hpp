// The proposals of a review: each evaluated on its plan, with a page and maps of its own.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/evaluation_tables.hpp"
#include "cli/report.hpp"
#include "cli/review_work.hpp"
#include "shapes/area_groups.hpp"
#include "shapes/evaluation.hpp"

namespace cli {

class Console;

/// Evaluates the proposals of a review and keeps what they are reported with. The review and its work must
/// outlive it.
class ReviewedProposals {
public:
    /// Files, joins and findings go to the report. A limit that a proposal breaks is a warning: the plan of
    /// the review stands as it is. A proposal that needs smaller areas than the review has is kept aside,
    /// with why.
    /// @throws InputError for a proposal that cannot be read, or whose steps do not fit the plan.
    ReviewedProposals(const Review& review, const ReviewWork& work, Report& report, Console& console);
    ReviewedProposals(const ReviewedProposals&) = delete;
    ReviewedProposals& operator=(const ReviewedProposals&) = delete;

    /// Writes a page and two maps, each as PNG and SVG, for every proposal evaluated.
    void write_pages(const std::filesystem::path& folder, Console& console) const;
    /// What the report says of all: effects side by side, and those that were not evaluated. `folder` is that
    /// of the pages, as seen from the report.
    [[nodiscard]] std::string section(const std::string& folder) const;
    [[nodiscard]] nlohmann::ordered_json json() const;

private:
    struct Kept {
        std::string page;  ///< name of its file, without ending
        std::string name;
        std::optional<std::size_t> evaluation;  ///< index
        std::string why_not;
    };
    [[nodiscard]] EvaluationsToReport to_report() const;
    [[nodiscard]] std::string page(const Kept& kept, const std::vector<std::string>& alt_texts) const;

    const Review& m_review;
    const ReviewWork& m_work;
    shapes::Membership m_members;
    shapes::PlanInput m_input;
    shapes::PlanFigures m_before;
    std::vector<Kept> m_kept;
    std::vector<shapes::Evaluation> m_evaluations;
};

}  // namespace cli
