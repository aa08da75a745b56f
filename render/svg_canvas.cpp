#include "render/svg_canvas.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "geo/table.hpp"
#include "render/hatch.hpp"
#include "render/palette.hpp"
#include "render/xml_text.hpp"

namespace render {

namespace {

/// Ids: letters, digits, '-', '_' and '.'; the first a letter.
std::string id_of(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool other = (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        if (result.empty() && !letter) result += "a-";
        result += letter || other ? c : '_';
    }
    return result;
}

std::string number(double value) {
    return geo::format_number(std::round(value * 100.0) / 100.0);
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + xml_text(value) + "\"";
}

/// Appends hundredths of a point as a short decimal: the bulk of the file, so without a temporary.
void append_hundredths(std::string& out, long hundredths, bool separate) {
    if (separate && hundredths >= 0) out += ' ';
    if (hundredths < 0) out += '-';
    hundredths = std::labs(hundredths);
    const long whole = hundredths / 100;
    const long rest = hundredths % 100;
    char digits[24];
    if (whole > 0 || rest == 0) {
        const auto end = std::to_chars(digits, digits + sizeof digits, whole);
        out.append(digits, end.ptr);
    }
    if (rest == 0) return;
    out += '.';
    out += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
}

}  // namespace

SvgCanvas::SvgCanvas(PageSize page, const std::string& title, const std::string& description,
                     const std::string& font_family, const std::string& record) {
    const std::string spacing = number(hatch_spacing_pt);
    m_svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"";
    m_svg += attribute("width", number(page.width_mm) + "mm");
    m_svg += attribute("height", number(page.height_mm) + "mm");
    m_svg += attribute("viewBox",
                       "0 0 " + number(page.width_mm * pt_per_mm) + " " + number(page.height_mm * pt_per_mm));
    m_svg += " role=\"img\" aria-labelledby=\"title desc\" lang=\"en-GB\" xml:lang=\"en-GB\"";
    m_svg += attribute("font-family", "'" + font_family + "', Arial, Helvetica, sans-serif");
    m_svg += ">\n  <title id=\"title\">" + xml_text(title) + "</title>\n  <desc id=\"desc\">" +
             xml_text(description) + "</desc>\n";
    if (!record.empty()) m_svg += "  <metadata>" + xml_text(record, '\n') + "</metadata>\n";
    // Lines of x + y = n * spacing, as hatch_lines() draws them.
    m_svg += "  <defs>\n    <pattern id=\"hatch\" patternUnits=\"userSpaceOnUse\" width=\"" + spacing +
             "\" height=\"" + spacing + "\">\n      <path d=\"M-1 1L1-1M0 " + spacing + "L" + spacing +
             " 0M" + number(hatch_spacing_pt - 1) + " " + number(hatch_spacing_pt + 1) + "L" +
             number(hatch_spacing_pt + 1) + " " + number(hatch_spacing_pt - 1) + "\" stroke=\"" +
             to_hex(hatch_colour) + "\" stroke-width=\"" + number(hatch_width_pt) +
             "\"/>\n    </pattern>\n  </defs>\n";
    m_svg += "  <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
}

void SvgCanvas::indent() {
    m_svg.append(2 * m_depth, ' ');
}

void SvgCanvas::begin_group(const Group& group) {
    indent();
    m_svg += "<g" + attribute("id", id_of(group.id)) + ">\n";
    ++m_depth;
    if (group.title.empty()) return;
    indent();
    m_svg += "<title>" + xml_text(group.title) + "</title>\n";
}

void SvgCanvas::end_group() {
    --m_depth;
    indent();
    m_svg += "</g>\n";
}

void SvgCanvas::path_data(const Path& path, bool closed) {
    for (std::size_t i = 0; i < path.lines(); ++i) {
        long last_x = 0;
        long last_y = 0;
        std::size_t written = 0;
        for (std::uint32_t p = path.start[i]; p < path.start[i + 1]; ++p) {
            const long x = std::lround(path.points[p].x_pt * 100.0);
            const long y = std::lround(path.points[p].y_pt * 100.0);
            if (written > 0 && x == last_x && y == last_y) continue;
            // After the first point all are steps, and one letter stands for the run of them.
            if (written == 0) m_svg += 'M';
            if (written == 1) m_svg += 'l';
            append_hundredths(m_svg, x - last_x, written > 1);
            append_hundredths(m_svg, y - last_y, true);
            ++written;
            last_x = x;
            last_y = y;
        }
        if (closed && written > 0) m_svg += 'z';
    }
}

void SvgCanvas::fill(const Path& rings, const Fill& fill, const Annotation& annotation) {
    if (rings.empty()) return;
    const auto draw = [&](const std::string& attributes, bool annotated) {
        indent();
        m_svg += "<path" + attributes + " fill-rule=\"evenodd\" d=\"";
        path_data(rings, true);
        if (!annotated || annotation.title.empty()) {
            m_svg += "\"/>\n";
        } else {
            m_svg += "\"><title>" + xml_text(annotation.title) + "</title></path>\n";
        }
    };
    std::string identity;
    if (!annotation.id.empty()) identity += attribute("id", id_of(annotation.id));
    for (const auto& [key, value] : annotation.data)
        identity += attribute("data-" + key, value);
    std::string paint = attribute("fill", to_hex(fill.colour));
    if (fill.bleed_pt > 0.0) {
        paint += attribute("stroke", to_hex(fill.colour)) + attribute("stroke-width", number(fill.bleed_pt)) +
                 " stroke-linejoin=\"round\"";
    }
    if (fill.hatched) {
        // One annotated path an area: the ground under the hatching says nothing.
        draw(paint + " aria-hidden=\"true\"", false);
        draw(identity + " fill=\"url(#hatch)\"", true);
    } else {
        draw(identity + paint, true);
    }
}

void SvgCanvas::stroke(const Path& lines, const Stroke& stroke) {
    if (lines.empty()) return;
    indent();
    m_svg += "<path fill=\"none\"" + attribute("stroke", to_hex(stroke.colour)) +
             attribute("stroke-width", number(stroke.width_pt)) +
             " stroke-linejoin=\"round\" stroke-linecap=\"round\" d=\"";
    path_data(lines, false);
    m_svg += "\"/>\n";
}

void SvgCanvas::text(PagePoint baseline, const std::string& line, const TextStyle& style) {
    indent();
    m_svg += "<text" + attribute("x", number(baseline.x_pt)) + attribute("y", number(baseline.y_pt)) +
             attribute("font-size", number(style.size_pt)) + (style.bold ? " font-weight=\"bold\"" : "") +
             attribute("fill", to_hex(style.colour));
    if (style.halo_pt > 0.0) {
        m_svg += " stroke=\"#ffffff\"" + attribute("stroke-width", number(style.halo_pt)) +
                 " stroke-linejoin=\"round\" paint-order=\"stroke\"";
    }
    m_svg += ">" + xml_text(line) + "</text>\n";
}

std::string SvgCanvas::finish() {
    return m_svg + "</svg>\n";
}

}  // namespace render
