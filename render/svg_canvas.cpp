#include "render/svg_canvas.hpp"

#include <algorithm>
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

/// What a number in a path comes after.
enum class AfterNumber { none, whole, with_point };

/// Appends hundredths of a point as a short decimal: the bulk of the file, so without a temporary.
/// No space stands where a sign, or a point after a number with a point, begins the next number.
void append_hundredths(std::string& out, long hundredths, AfterNumber& after) {
    const long whole = std::labs(hundredths) / 100;
    const long rest = std::labs(hundredths) % 100;
    const bool begins_with_point = whole == 0 && rest != 0;
    if (hundredths < 0) {
        out += '-';
    } else if (after == AfterNumber::whole || (after == AfterNumber::with_point && !begins_with_point)) {
        out += ' ';
    }
    after = rest == 0 ? AfterNumber::whole : AfterNumber::with_point;
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
        AfterNumber after = AfterNumber::none;
        for (std::uint32_t p = path.start[i]; p < path.start[i + 1]; ++p) {
            const long x = std::lround(path.points[p].x_pt * 100.0);
            const long y = std::lround(path.points[p].y_pt * 100.0);
            if (written > 0 && x == last_x && y == last_y) continue;
            // After the first point all are steps, and one letter stands for the run of them.
            if (written == 0) m_svg += 'M';
            if (written == 1) m_svg += 'l';
            if (written <= 1) after = AfterNumber::none;
            append_hundredths(m_svg, x - last_x, after);
            append_hundredths(m_svg, y - last_y, after);
            ++written;
            last_x = x;
            last_y = y;
        }
        if (closed && written > 0) m_svg += 'z';
    }
}

std::string SvgCanvas::hatched(Colour ground) {
    const std::string id = "hatch-" + to_hex(ground).substr(1);
    if (std::ranges::find(m_hatched, ground) != m_hatched.end()) return "url(#" + id + ")";
    m_hatched.push_back(ground);
    // Lines of x + y = n * spacing, as hatch_lines() draws them.
    const std::string spacing = number(hatch_spacing_pt);
    const std::string beyond = number(hatch_spacing_pt + 1);
    const std::string before = number(hatch_spacing_pt - 1);
    indent();
    m_svg += "<defs><pattern" + attribute("id", id) + " patternUnits=\"userSpaceOnUse\"" +
             attribute("width", spacing) + attribute("height", spacing) + "><rect" +
             attribute("width", spacing) + attribute("height", spacing) + attribute("fill", to_hex(ground)) +
             "/><path d=\"M-1 1L1-1M0 " + spacing + "L" + spacing + " 0M" + before + " " + beyond + "L" +
             beyond + " " + before + "\"" + attribute("stroke", to_hex(hatch_colour)) +
             attribute("stroke-width", number(hatch_width_pt)) + "/></pattern></defs>\n";
    return "url(#" + id + ")";
}

void SvgCanvas::fill(const Path& rings, const Fill& fill, const Annotation& annotation) {
    if (rings.empty()) return;
    const std::string paint = fill.hatched ? hatched(fill.colour) : to_hex(fill.colour);
    indent();
    m_svg += "<path";
    if (!annotation.id.empty()) m_svg += attribute("id", id_of(annotation.id));
    for (const auto& [key, value] : annotation.data)
        m_svg += attribute("data-" + key, value);
    m_svg += attribute("fill", paint);
    if (fill.bleed_pt > 0.0) {
        m_svg += attribute("stroke", to_hex(fill.colour)) + attribute("stroke-width", number(fill.bleed_pt)) +
                 " stroke-linejoin=\"round\"";
    }
    m_svg += " fill-rule=\"evenodd\" d=\"";
    path_data(rings, true);
    m_svg +=
        annotation.title.empty() ? "\"/>\n" : "\"><title>" + xml_text(annotation.title) + "</title></path>\n";
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
        m_svg += attribute("stroke", to_hex(style.halo)) + attribute("stroke-width", number(style.halo_pt)) +
                 " stroke-linejoin=\"round\" paint-order=\"stroke\"";
    }
    m_svg += ">" + xml_text(line) + "</text>\n";
}

std::string SvgCanvas::finish() {
    return m_svg + "</svg>\n";
}

}  // namespace render
