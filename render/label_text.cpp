#include "render/label_text.hpp"

#include <algorithm>
#include <utility>

namespace render {

namespace {

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (c != ' ' && c != '\n') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

SetText set_text(const std::vector<std::string>& lines, const TextStyle& style, const TextMeasure& measure) {
    SetText text;
    const double ascent = measure.ascent_pt(style);
    const double height = ascent + measure.descent_pt(style);
    for (const std::string& line : lines) {
        const double width = measure.width_pt(line, style);
        text.width_pt = std::max(text.width_pt, width);
        text.lines.push_back(
            {{0.0, text.height_pt + ascent}, line, style, {0.0, text.height_pt, width, height}});
        text.height_pt += height;
    }
    return aligned(std::move(text), 0.5);
}

}  // namespace

std::vector<SetText> set_in_lines(const std::string& text, std::size_t most_lines, const TextStyle& style,
                                  const TextMeasure& measure) {
    std::vector<SetText> settings;
    std::size_t last = 0;
    for (std::size_t lines = 1; lines <= most_lines; ++lines) {
        const std::vector<std::string> split = balanced_lines(text, lines, style, measure);
        if (split.size() == last) continue;
        last = split.size();
        settings.push_back(set_text(split, style, measure));
    }
    return settings;
}

SetText aligned(SetText text, double align) {
    for (TextLine& line : text.lines) {
        line.box.left_pt = align * (text.width_pt - line.box.width_pt);
        line.baseline.x_pt = line.box.left_pt;
    }
    return text;
}

std::vector<TextLine> lines_at(const SetText& text, PagePoint corner) {
    std::vector<TextLine> lines = text.lines;
    for (TextLine& line : lines) {
        line.baseline.x_pt += corner.x_pt;
        line.baseline.y_pt += corner.y_pt;
        line.box.left_pt += corner.x_pt;
        line.box.top_pt += corner.y_pt;
    }
    return lines;
}

std::vector<std::string> balanced_lines(const std::string& text, std::size_t lines, const TextStyle& style,
                                        const TextMeasure& measure) {
    const std::vector<std::string> words = words_of(text);
    std::vector<double> widths;
    for (const std::string& word : words)
        widths.push_back(measure.width_pt(word, style));
    const double blank = measure.width_pt("n n", style) - measure.width_pt("nn", style);
    const auto split = [&](double most_pt) {
        std::vector<std::string> result;
        double used = 0.0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!result.empty() && used + blank + widths[i] <= most_pt) {
                result.back().append(" ").append(words[i]);
                used += blank + widths[i];
            } else {
                result.push_back(words[i]);
                used = widths[i];
            }
        }
        return result;
    };
    // The narrowest width is that of some run of words.
    std::vector<double> runs;
    for (std::size_t i = 0; i < words.size(); ++i) {
        double run = -blank;
        for (std::size_t j = i; j < words.size(); ++j) {
            run += blank + widths[j];
            runs.push_back(run + 1e-9);
        }
    }
    std::ranges::sort(runs);
    for (const double run : runs) {
        if (run < *std::ranges::max_element(widths)) continue;
        std::vector<std::string> result = split(run);
        if (result.size() <= lines) return result;
    }
    return words;
}

}  // namespace render
