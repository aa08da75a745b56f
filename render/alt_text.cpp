#include "render/alt_text.hpp"

#include <algorithm>
#include <cmath>

#include "render/class_labels.hpp"

namespace render {

namespace {

/// "1 footprint", "44 footprints"
std::string count_of(std::size_t n, const MapSpec& spec) {
    return format_for_reader(static_cast<double>(n), 0) + " " + spec.unit_name + (n == 1 ? "" : "s");
}

std::string sentence(std::string text) {
    if (!text.empty() && text.back() != '.' && text.back() != '?' && text.back() != '!') text += '.';
    return text;
}

/// The names of the areas with a value, up to three; the rest as a number.
std::string holders(const MapSpec& spec, const MapData& data, const NumberValues& values, double value) {
    std::string text;
    std::size_t more = 0;
    std::size_t named = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i] || *values[i] != value) continue;
        if (named < 3) {
            text.append(text.empty() ? "" : ", ").append(data.names[i]);
            ++named;
        } else {
            ++more;
        }
    }
    return more == 0 ? text : text + " and " + count_of(more, spec) + " more";
}

std::string numbers_text(const MapSpec& spec, const MapData& data, const Classification& classes) {
    if (classes.classes() == 0) return {};
    const auto& values = std::get<NumberValues>(data.values);
    const std::string subject = spec.legend_title.empty() ? "Values" : spec.legend_title;
    if (classes.lowest == classes.highest) {
        return " " + sentence(subject + ": " + value_text(classes.lowest) + " in every " + spec.unit_name +
                              " that has a value");
    }
    return " " + subject + ": from " + value_text(classes.lowest) + " (" +
           holders(spec, data, values, classes.lowest) + ") to " + value_text(classes.highest) + " (" +
           holders(spec, data, values, classes.highest) + ").";
}

/// What is shown where it is not counted: the maps side by side, and the categories.
std::string categories_text(const MapData& data, const MapResult& result) {
    std::string text;
    for (std::size_t i = 0; i < data.captions.size(); ++i)
        text += (i == 0 ? " Side by side: " : ", ") + data.captions[i].text;
    if (!text.empty()) text += ".";
    for (std::size_t i = 0; i < result.labels.size(); ++i)
        text += (i == 0 ? " By category: " : ", ") + result.labels[i];
    return result.labels.empty() ? text : text + ".";
}

std::string flows_text(const MapSpec& spec, const MapData& data, const MapResult& result) {
    if (!result.flows) return {};
    const FlowChoice& flows = *result.flows;
    if (flows.drawn.empty()) return " No lines: no " + data.flows->unit + " cross a border.";
    const FlowLine& widest = flows.drawn.back();
    const std::string note = flows.note(spec.unit_name, data.flows->unit);
    return " Arrows from " + spec.unit_name + " to " + spec.unit_name + ", as wide as the number of " +
           data.flows->unit + "; the widest from " + data.names[static_cast<std::size_t>(widest.from)] +
           " to " + data.names[static_cast<std::size_t>(widest.to)] + ": " +
           format_for_reader(widest.value, 0) + "." + (note.empty() ? "" : " " + note);
}

std::string insets_text(const MapResult& result) {
    std::string text;
    for (const DrawnInset& inset : result.insets) {
        text += " An inset shows " + (inset.name.empty() ? std::string("a part") : inset.name) + " at " +
                value_text(inset.magnification) + " times the scale.";
    }
    return text;
}

/// Everything that is drawn over the fills.
std::string layers_text(const MapSpec& spec, const MapData& data, const MapResult& result) {
    std::string text;
    for (const Grouping& grouping : data.groupings)
        text += " " + grouping_text(grouping);
    text += flows_text(spec, data, result);
    for (const SymbolReport& symbols : result.symbols)
        text += " " + symbols.text();
    return text + insets_text(result);
}

}  // namespace

std::string value_text(double value) {
    for (int decimals = 0; decimals <= 3; ++decimals) {
        const double scale = std::pow(10.0, decimals);
        if (std::round(value * scale) / scale == value) return format_for_reader(value, decimals);
    }
    const int digits_before = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
    return format_for_reader(value, std::clamp(3 - digits_before, 0, 12));
}

std::string alt_text(const MapSpec& spec, const MapData& data, const MapResult& result) {
    std::string text = sentence(spec.title);
    text += (text.empty() ? "Map of " : " Map of ") +
            (spec.count_classes ? count_of(data.areas.areas(), spec) : spec.unit_name + "s");
    if (!spec.explain_classes) {
        text += data.flows || result.labels.size() < 2 ? "." : "; the colours only tell neighbours apart.";
        return text + layers_text(spec, data, result);
    }
    if (!spec.count_classes)
        return text + "." + categories_text(data, result) + layers_text(spec, data, result);
    text += result.classes ? " in " + std::to_string(result.labels.size()) +
                                 (result.labels.size() == 1 ? " class." : " classes.")
                           : " by category.";
    if (result.classes) text += numbers_text(spec, data, *result.classes);
    for (std::size_t i = 0; i < result.labels.size(); ++i) {
        text += (i == 0 ? " " : "; ") + result.labels[i] + ": " + count_of(result.counts[i], spec);
    }
    if (!result.labels.empty()) text += ".";
    if (result.missing > 0) {
        text += " " + sentence(spec.missing_label + ": " + count_of(result.missing, spec));
    } else {
        text += " Every " + spec.unit_name + " has a value.";
    }
    return text + layers_text(spec, data, result);
}

}  // namespace render
