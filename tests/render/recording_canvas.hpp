// A canvas that writes down what is drawn on it, one line a call, to be compared as text.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "render/canvas.hpp"

namespace render {

class RecordingCanvas : public Canvas {
public:
    std::vector<std::string> calls;         ///< all, in order
    std::vector<PagePoint> points;          ///< of fills and strokes
    std::vector<std::string> words;         ///< lines of text
    std::vector<std::string> text_colours;  ///< of the words

    void begin_group(const Group& group) override {
        calls.push_back("begin " + group.id + (group.title.empty() ? "" : " \"" + group.title + "\""));
    }
    void end_group() override { calls.emplace_back("end"); }
    void fill(const Path& rings, const Fill& fill, const Annotation& annotation) override {
        std::string line = "fill " + to_hex(fill.colour) + (fill.hatched ? " hatched" : "");
        if (!annotation.id.empty()) line += " #" + annotation.id + " \"" + annotation.title + "\"";
        for (const auto& [key, value] : annotation.data)
            line.append(" ").append(key).append("=").append(value);
        calls.push_back(line + ": " + std::to_string(rings.lines()) + " rings");
        points.insert(points.end(), rings.points.begin(), rings.points.end());
    }
    void stroke(const Path& lines, const Stroke& stroke) override {
        calls.push_back("stroke " + to_hex(stroke.colour) + ": " + std::to_string(lines.lines()) + " lines");
        points.insert(points.end(), lines.points.begin(), lines.points.end());
    }
    void text(PagePoint, const std::string& line, const TextStyle& style) override {
        calls.push_back(std::string("text ") + (style.bold ? "bold " : "") +
                        std::to_string(std::lround(style.size_pt * 10)) + ": " + line);
        words.push_back(line);
        text_colours.push_back(to_hex(style.colour));
    }
};

}  // namespace render
