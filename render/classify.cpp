#include "render/classify.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/fisher_jenks.hpp"

namespace render {

namespace {

constexpr std::size_t most_classes = 64;

struct SchemeName {
    Scheme scheme;
    std::string_view name;
};
constexpr SchemeName scheme_names[] = {
    {Scheme::equal_interval, "equal_interval"},
    {Scheme::quantiles, "quantiles"},
    {Scheme::fisher_jenks, "fisher_jenks"},
    {Scheme::user, "user"},
};

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
    return std::to_string(n).append(" ").append(n == 1 ? one : many);
}

/// Cuts at i/k of the sample by type 7: position (n - 1) p between order statistics, linear in between.
std::vector<double> quantile_cuts(std::span<const double> sorted, std::size_t k) {
    std::vector<double> cuts;
    for (std::size_t i = 1; i < k; ++i) {
        // In integers, so that a cut that falls on a value is that value.
        const std::size_t scaled = (sorted.size() - 1) * i;
        const std::size_t below = scaled / k;
        const double part = static_cast<double>(scaled % k) / static_cast<double>(k);
        const double low = sorted[below];
        cuts.push_back(part > 0.0 ? low + part * (sorted[below + 1] - low) : low);
    }
    cuts.push_back(sorted.back());
    return cuts;
}

std::vector<double> equal_cuts(double lowest, double highest, std::size_t k) {
    std::vector<double> cuts;
    // Multiplied, not accumulated: sums of the width drift past values that lie on a bound.
    for (std::size_t i = 1; i < k; ++i) {
        cuts.push_back(lowest + (highest - lowest) * static_cast<double>(i) / static_cast<double>(k));
    }
    cuts.push_back(highest);
    return cuts;
}

void check_breaks(std::span<const double> breaks) {
    if (breaks.empty()) {
        throw geo::UsageError("class breaks", "the scheme \"user\" needs at least one break",
                              "give the upper bound of each class, ascending");
    }
    if (breaks.size() > most_classes) {
        throw geo::UsageError("class breaks",
                              std::to_string(breaks.size()) + " breaks are more than a legend can show",
                              "give at most " + std::to_string(most_classes));
    }
    for (std::size_t i = 0; i < breaks.size(); ++i) {
        if (!std::isfinite(breaks[i])) {
            throw geo::UsageError("class breaks",
                                  "break " + std::to_string(i + 1) + " is not a finite number");
        }
        if (i > 0 && breaks[i] <= breaks[i - 1]) {
            throw geo::UsageError("class breaks",
                                  "break " + geo::format_number(breaks[i]) + " does not lie above break " +
                                      geo::format_number(breaks[i - 1]),
                                  "give them in ascending order, each once");
        }
    }
}

std::vector<double> user_cuts(const ClassifyOptions& options, double lowest, double highest,
                              std::vector<std::string>& notes) {
    std::vector<double> cuts = options.breaks;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        const bool below = options.closed == Closed::right ? cuts[i] < lowest : cuts[i] <= lowest;
        // The last break may lie anywhere above the data: it closes the scale.
        const bool above = i + 1 < cuts.size() && cuts[i] >= highest;
        if (!below && !above) continue;
        notes.push_back("break " + geo::format_number(cuts[i]) + " lies outside the data, which run from " +
                        geo::format_number(lowest) + " to " + geo::format_number(highest) + ": the class " +
                        (below ? "below" : "above") + " it is empty");
    }
    if (cuts.back() < highest) cuts.push_back(highest);
    return cuts;
}

void drop_repeated_cuts(std::vector<double>& cuts, double lowest, Closed closed,
                        std::vector<std::string>& notes) {
    const std::size_t wanted = cuts.size();
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    // A left-closed class that would end where the data begin has no width.
    if (closed == Closed::left && cuts.size() > 1 && cuts.front() <= lowest) cuts.erase(cuts.begin());
    if (cuts.size() < wanted) {
        notes.push_back("quantiles coincide because many values are equal: " +
                        counted(cuts.size(), "class", "classes") + " instead of " + std::to_string(wanted));
    }
}

double median(std::span<const double> sorted) {
    const std::size_t middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

double squared_deviations(std::span<const double> values) {
    const double mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double sum = 0.0;
    for (const double v : values)
        sum += (v - mean) * (v - mean);
    return sum;
}

/// Counts and fit; values are sorted, so each class is a run of them.
void measure_fit(std::span<const double> sorted, Classification& result) {
    result.counts.assign(result.breaks.size(), 0);
    for (const double v : sorted)
        ++result.counts[*result.class_of(v)];
    double sse = 0.0;
    std::size_t begin = 0;
    for (const std::size_t count : result.counts) {
        if (count == 0) continue;
        const auto members = sorted.subspan(begin, count);
        begin += count;
        sse += squared_deviations(members);
        const double middle = median(members);
        for (const double v : members)
            result.adcm += std::abs(v - middle);
    }
    const double sst = squared_deviations(sorted);
    if (sst > 0.0) result.gvf = 1.0 - sse / sst;
}

}  // namespace

std::string_view to_string(Scheme scheme) {
    for (const SchemeName& entry : scheme_names) {
        if (entry.scheme == scheme) return entry.name;
    }
    throw geo::InternalError("a classification scheme has no name");
}

std::string_view to_string(Closed closed) {
    return closed == Closed::left ? "left" : "right";
}

Scheme scheme_from_name(std::string_view name) {
    std::vector<std::string> names;
    std::string all;
    for (const SchemeName& entry : scheme_names) {
        if (entry.name == name) return entry.scheme;
        names.emplace_back(entry.name);
        all.append(all.empty() ? "" : ", ").append(entry.name);
    }
    const std::string nearest = geo::nearest_name(name, names);
    throw geo::UsageError("classification scheme", "\"" + std::string(name) + "\" is not known",
                          (nearest.empty() ? "" : "did you mean \"" + nearest + "\"? ") + "there are " + all);
}

Closed closed_from_name(std::string_view name) {
    if (name == "left") return Closed::left;
    if (name == "right") return Closed::right;
    throw geo::UsageError("closed side of classes", "\"" + std::string(name) + "\" is not known",
                          "say \"left\" or \"right\"");
}

std::optional<std::size_t> Classification::class_of(std::optional<double> value) const {
    if (!value || !std::isfinite(*value) || breaks.empty()) return std::nullopt;
    const auto bound = closed == Closed::right ? std::lower_bound(breaks.begin(), breaks.end(), *value)
                                               : std::upper_bound(breaks.begin(), breaks.end(), *value);
    return std::min(static_cast<std::size_t>(bound - breaks.begin()), breaks.size() - 1);
}

Classification classify(std::span<const std::optional<double>> values, const ClassifyOptions& options) {
    if (options.scheme == Scheme::user) {
        check_breaks(options.breaks);
    } else if (options.classes == 0 || options.classes > most_classes) {
        throw geo::UsageError("number of classes", std::to_string(options.classes) + " cannot be drawn",
                              "ask for 1 to " + std::to_string(most_classes));
    }

    Classification result;
    result.scheme = options.scheme;
    result.closed = options.closed;
    std::vector<double> sorted;
    std::size_t not_finite = 0;
    for (const auto& value : values) {
        if (value && std::isfinite(*value)) {
            sorted.push_back(*value);
        } else if (value) {
            ++not_finite;
        }
    }
    result.missing = values.size() - sorted.size();
    if (not_finite > 0) {
        result.notes.push_back(counted(not_finite, "value is", "values are") +
                               " not a finite number and counted as missing");
    }
    if (sorted.empty()) {
        result.notes.emplace_back("no area has a value: there is no class");
        return result;
    }
    std::sort(sorted.begin(), sorted.end());
    result.lowest = sorted.front();
    result.highest = sorted.back();

    std::size_t unique = 1;
    for (std::size_t i = 1; i < sorted.size(); ++i)
        unique += sorted[i] != sorted[i - 1] ? 1U : 0U;
    const std::size_t k = std::min(options.classes, unique);
    if (options.scheme != Scheme::user && k < options.classes) {
        result.notes.push_back("only " + counted(unique, "value differs", "values differ") + ": " +
                               counted(k, "class", "classes") + " instead of " +
                               std::to_string(options.classes));
    }

    switch (options.scheme) {
        case Scheme::equal_interval:
            result.breaks = equal_cuts(result.lowest, result.highest, k);
            break;
        case Scheme::quantiles:
            result.breaks = quantile_cuts(sorted, k);
            drop_repeated_cuts(result.breaks, result.lowest, options.closed, result.notes);
            break;
        case Scheme::fisher_jenks:
            result.breaks = fisher_jenks_breaks(sorted, k, options.closed);
            break;
        case Scheme::user:
            result.breaks = user_cuts(options, result.lowest, result.highest, result.notes);
            break;
    }
    measure_fit(sorted, result);
    return result;
}

}  // namespace render
