#include "shapes/proposal.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "shapes/code_index.hpp"

namespace shapes {

namespace {

/// A plan by code, on which steps work one after the other.
class Draft {
public:
    Draft(const Plan& plan, std::span<const std::string> area_codes, const AreaGroups& groups,
          const Proposal& proposal)
        : m_area_codes(area_codes),
          m_areas(area_codes),
          m_groups(groups),
          m_path(proposal.path),
          m_mover(area_codes.size(), 0) {
        for (std::size_t f = 0; f < plan.footprints(); ++f)
            m_names.emplace(plan.codes[f], plan.names[f]);
        for (const FootprintIndex f : plan.footprint_of)
            m_footprint_of.push_back(f < 0 ? std::string() : plan.codes[static_cast<std::size_t>(f)]);
    }

    void take(const ProposalStep& step, std::size_t number) {
        m_step = &step;
        m_number = number;
        switch (step.kind) {
            case StepKind::move:
                require_footprint(step.to);
                if (!step.from.empty()) require_footprint(step.from);
                return move_areas();
            case StepKind::merge:
                return merge();
            case StepKind::split:
                require_footprint(step.from);
                begin_footprint();
                return move_areas();
            case StepKind::create:
                begin_footprint();
                return move_areas();
            case StepKind::rename:
                require_footprint(step.to);
                if (step.name.empty()) refuse("gives no name");
                m_names[step.to] = step.name;
                return;
        }
        throw geo::InternalError("a step of no kind");
    }

    [[nodiscard]] ProposedPlan finish(const Plan& before) const {
        ProposedPlan result;
        for (const auto& [code, name] : m_names) {
            if (std::ranges::find(m_footprint_of, code) == m_footprint_of.end()) continue;
            result.plan.codes.push_back(code);
            result.plan.names.push_back(name);
        }
        const CodeIndex index(result.plan.codes);
        for (std::size_t area = 0; area < m_footprint_of.size(); ++area) {
            const FootprintIndex to =
                m_footprint_of[area].empty() ? no_footprint : index.find(m_footprint_of[area]);
            result.plan.footprint_of.push_back(to);
            const FootprintIndex from = before.footprint_of[area];
            const std::string old = from < 0 ? std::string() : before.codes[static_cast<std::size_t>(from)];
            if (old != m_footprint_of[area])
                result.moves.push_back({static_cast<std::int32_t>(area), from, to});
        }
        std::ranges::set_difference(before.codes, result.plan.codes, std::back_inserter(result.ended));
        std::ranges::set_difference(result.plan.codes, before.codes, std::back_inserter(result.begun));
        for (std::size_t f = 0; f < before.footprints(); ++f) {
            const std::int32_t after = index.find(before.codes[f]);
            result.successor.push_back(after >= 0 ? after : index.find(heir(before.codes[f])));
            if (after >= 0 && result.plan.names[static_cast<std::size_t>(after)] != before.names[f])
                result.renamed.push_back(before.codes[f]);
        }
        return result;
    }

private:
    [[noreturn]] void refuse(const std::string& what, const std::string& remedy = {}) const {
        const std::string where =
            m_step->place.empty() ? m_path + ", step " + std::to_string(m_number) : m_step->place;
        throw geo::InputError(where, std::string(to_string(m_step->kind)) + " " + what, remedy);
    }

    [[noreturn]] void refuse_code(const std::string& what, const std::string& code,
                                  const std::vector<std::string>& known,
                                  const std::string& else_remedy = {}) const {
        const std::string nearest = geo::nearest_name(code, known);
        refuse("names " + what + " " + code + ", which is not there",
               nearest.empty() ? else_remedy : "did you mean " + nearest + "?");
    }

    /// The footprint that is there at the end, through all mergers.
    [[nodiscard]] const std::string& heir(const std::string& code) const {
        const auto merged = m_merged.find(code);
        return merged == m_merged.end() ? code : heir(merged->second);
    }

    void require_footprint(const std::string& code) const {
        if (m_names.contains(code)) return;
        std::vector<std::string> known;
        for (const auto& [each, name] : m_names)
            known.push_back(each);
        refuse_code("the footprint", code, known);
    }

    void begin_footprint() {
        if (m_names.contains(m_step->to))
            refuse("makes the footprint " + m_step->to + ", which is there already");
        m_names.emplace(m_step->to, m_step->name.empty() ? m_step->to : m_step->name);
        m_merged.erase(m_step->to);
    }

    /// Areas of the step, each once.
    [[nodiscard]] std::vector<std::int32_t> areas() const {
        std::vector<std::int32_t> found;
        for (const std::string& code : m_step->areas) {
            const std::int32_t area = m_areas.find(code);
            const auto group = m_groups.find(code);
            if (area >= 0) {
                found.push_back(area);
            } else if (group != m_groups.end()) {
                found.insert(found.end(), group->second.begin(), group->second.end());
            } else {
                std::vector<std::string> known(m_area_codes.begin(), m_area_codes.end());
                for (const auto& [each, members] : m_groups)
                    known.push_back(each);
                refuse_code("the area", code, known);
            }
        }
        std::ranges::sort(found);
        found.erase(std::unique(found.begin(), found.end()), found.end());
        if (m_step->within.empty()) return found;
        const auto group = m_groups.find(m_step->within);
        if (group == m_groups.end()) {
            std::vector<std::string> known;
            for (const auto& [each, members] : m_groups)
                known.push_back(each);
            refuse_code("areas within", m_step->within, known,
                        "take smaller areas, with a lookup that has a column of such codes");
        }
        std::vector<std::int32_t> both;
        std::ranges::set_intersection(found, group->second, std::back_inserter(both));
        return both;
    }

    void move_areas() {
        const std::vector<std::int32_t> moving = areas();
        if (moving.empty()) refuse("names no area");
        std::vector<std::string> left;
        for (const std::int32_t each : moving) {
            const auto area = static_cast<std::size_t>(each);
            std::string& own = m_footprint_of[area];
            if (!m_step->from.empty() && own != m_step->from)
                refuse("takes " + m_area_codes[area] + " from " + m_step->from + ", which does not have it",
                       own.empty() ? "it is in no footprint" : "it is in " + own);
            if (own == m_step->to) refuse("brings " + m_area_codes[area] + " to " + own + ", where it is");
            if (m_mover[area] != 0)
                refuse("moves " + m_area_codes[area] + ", which step " + std::to_string(m_mover[area]) +
                           " has moved already",
                       "move it once, to where it is to stay");
            m_mover[area] = m_number;
            left.push_back(own);
            own = m_step->to;
        }
        std::ranges::sort(left);
        left.erase(std::unique(left.begin(), left.end()), left.end());
        for (const std::string& code : left) {
            if (!code.empty() && std::ranges::find(m_footprint_of, code) == m_footprint_of.end())
                refuse("leaves the footprint " + code + " without an area",
                       "a footprint ends by a merge only");
        }
    }

    void merge() {
        require_footprint(m_step->to);
        bool changes = false;
        for (const std::string& code : m_step->footprints) {
            require_footprint(code);
            if (code == m_step->to) continue;
            changes = true;
            std::ranges::replace(m_footprint_of, code, m_step->to);
            m_names.erase(code);
            m_merged[code] = m_step->to;
        }
        if (!changes) refuse("names no footprint but " + m_step->to + " itself");
        if (!m_step->name.empty()) m_names[m_step->to] = m_step->name;
    }

    std::span<const std::string> m_area_codes;
    CodeIndex m_areas;
    const AreaGroups& m_groups;
    std::string m_path;
    std::map<std::string, std::string> m_names;   // of footprints, by code
    std::map<std::string, std::string> m_merged;  // footprints that are gone, and into which
    std::vector<std::string> m_footprint_of;      // code, or empty
    std::vector<std::size_t> m_mover;             // number of the step that has moved the area, or 0
    const ProposalStep* m_step = nullptr;
    std::size_t m_number = 0;
};

}  // namespace

std::string_view to_string(StepKind kind) {
    switch (kind) {
        case StepKind::move:
            return "move";
        case StepKind::merge:
            return "merge";
        case StepKind::split:
            return "split";
        case StepKind::create:
            return "create";
        case StepKind::rename:
            return "rename";
    }
    throw geo::InternalError("a kind of step has no name");
}

ProposedPlan apply_proposal(const Plan& plan, std::span<const std::string> area_codes,
                            const AreaGroups& groups, const Proposal& proposal) {
    if (plan.footprint_of.size() != area_codes.size())
        throw geo::InternalError("a plan and its areas differ in length");
    Draft draft(plan, area_codes, groups, proposal);
    for (std::size_t i = 0; i < proposal.steps.size(); ++i)
        draft.take(proposal.steps[i], i + 1);
    ProposedPlan result = draft.finish(plan);
    if (result.moves.empty() && result.renamed.empty())
        throw geo::InputError(proposal.path, "the proposal changes nothing", "give it a [[step]]");
    return result;
}

Proposal stack(std::span<const Proposal> proposals) {
    Proposal all;
    for (const Proposal& each : proposals) {
        const auto add = [](std::string& text, const std::string& more, const char* between) {
            if (!more.empty()) text += (text.empty() ? "" : between) + more;
        };
        add(all.path, each.path, " + ");
        add(all.name, each.name, " + ");
        add(all.reason, each.reason, " ");
        add(all.proposer, each.proposer, "; ");
        add(all.date, each.date, "; ");
        add(all.source, each.source, "; ");
        all.steps.insert(all.steps.end(), each.steps.begin(), each.steps.end());
    }
    return all;
}

}  // namespace shapes
