#include "render/layer_style.hpp"

#include <cmath>
#include <utility>

#include "geo/table.hpp"
#include "render/colour_vision.hpp"
#include "render/hatch.hpp"
#include "render/palette.hpp"
#include "render/xml_text.hpp"

namespace render {

namespace {

constexpr Colour hatch_colour = rgb(0x9aa0a6);
constexpr Colour label_colour = rgb(0x1d2530);
constexpr double sld_pixel_mm = 0.28;  // OGC Symbology Encoding 1.1, 11.1

std::string quoted(std::string_view text) {
    return '"' + xml_text(text) + '"';
}

std::string qgis_colour(Colour colour) {
    return std::to_string(colour.red) + "," + std::to_string(colour.green) + "," +
           std::to_string(colour.blue) + ",255";
}

using Properties = std::vector<std::pair<const char*, std::string>>;

/// A layer of a fill, drawn with those of other areas that have the same level. Properties stand twice: QGIS
/// up to 3.18 reads the first way, later ones the second.
std::string fill_layer(int level, const Properties& properties) {
    std::string out = "     <layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"" +
                      std::to_string(level) + "\">\n      <Option type=\"Map\">\n";
    for (const auto& [name, value] : properties)
        out += "       <Option type=\"QString\" name=\"" + std::string(name) + "\" value=" + quoted(value) +
               "/>\n";
    out += "      </Option>\n";
    for (const auto& [name, value] : properties)
        out += "      <prop k=\"" + std::string(name) + "\" v=" + quoted(value) + "/>\n";
    return out + "     </layer>\n";
}

std::string outline(int level, const Stroke& stroke) {
    return fill_layer(level, {{"style", "no"},
                              {"outline_color", qgis_colour(stroke.colour)},
                              {"outline_style", "solid"},
                              {"outline_width", geo::format_number(stroke.width_pt)},
                              {"outline_width_unit", "Point"},
                              {"joinstyle", "round"}});
}

std::string filling(int level, Colour colour, const char* brush) {
    return fill_layer(level, {{"color", qgis_colour(colour)}, {"style", brush}, {"outline_style", "no"}});
}

/// The fill of a class, or of missing, with its borders.
std::string layers_of(Colour colour, bool is_hatched, const LayerStyle& style) {
    const std::string fill =
        filling(1, colour, "solid") + (is_hatched ? filling(1, hatch_colour, "b_diagonal") : "");
    const Style& lines = style.style;
    if (style.is_of_footprints)
        return fill + outline(2, lines.footprint_casing()) + outline(3, lines.footprint_border());
    // Half of a line lies outside its area. Fills hide that of the coast where there are neighbours, and the
    // border hides as much as half of its own width elsewhere.
    Stroke coast = lines.coast();
    coast.width_pt = 2 * coast.width_pt + lines.member_border().width_pt;
    // Where only one of two fills is pale, the white line comes last.
    const bool is_pale = !is_hatched && hides_white(colour);
    return outline(0, coast) + fill +
           (is_pale ? outline(2, lines.member_border_on_pale()) : outline(3, lines.member_border()));
}

std::string category(const std::string& label, std::size_t symbol) {
    return "   <category type=\"string\" render=\"true\" symbol=\"" + std::to_string(symbol) +
           "\" value=" + quoted(label) + " label=" + quoted(label) + "/>\n";
}

std::string symbol(std::size_t number, const std::string& layers) {
    return "    <symbol type=\"fill\" name=\"" + std::to_string(number) +
           "\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n" + layers + "    </symbol>\n";
}

std::string labelling(const LayerStyle& style) {
    return " <labeling type=\"simple\">\n  <settings calloutType=\"simple\">\n   <text-style fieldName=" +
           quoted(*style.label_column) + " isExpression=\"0\" fontFamily=" + quoted(style.font) +
           " fontSize=\"7\" fontSizeUnit=\"Point\" textColor=\"" + qgis_colour(label_colour) +
           "\" textOpacity=\"1\">\n    <text-buffer bufferDraw=\"1\" bufferSize=\"0.6\" "
           "bufferSizeUnits=\"MM\" "
           "bufferColor=\"255,255,255,255\" bufferOpacity=\"1\" bufferJoinStyle=\"128\"/>\n   </text-style>\n"
           "   <placement placement=\"1\" quadOffset=\"4\"/>\n"
           "   <rendering obstacle=\"1\" drawLabels=\"1\" scaleVisibility=\"0\"/>\n  </settings>\n "
           "</labeling>\n";
}

std::string sld_fill(Colour colour) {
    return "<se:Fill><se:SvgParameter name=\"fill\">" + to_hex(colour) + "</se:SvgParameter></se:Fill>";
}

std::string sld_stroke(const Stroke& stroke) {
    const double width_px = stroke.width_pt / pt_per_mm / sld_pixel_mm;
    return "<se:Stroke><se:SvgParameter name=\"stroke\">" + to_hex(stroke.colour) +
           "</se:SvgParameter><se:SvgParameter name=\"stroke-width\">" +
           geo::format_number(std::round(100.0 * width_px) / 100.0) + "</se:SvgParameter></se:Stroke>";
}

std::string sld_hatching() {
    const auto mark = [](const char* name) {
        return "<se:Mark><se:WellKnownName>" + std::string(name) + "</se:WellKnownName>" +
               sld_stroke({hatch_colour, hatch_width_pt}) + "</se:Mark>";
    };
    return "<se:PolygonSymbolizer><se:Fill><se:GraphicFill><se:Graphic>" + mark("slash") +
           mark("shape://slash") +
           "<se:Size>8</se:Size></se:Graphic></se:GraphicFill></se:Fill></se:PolygonSymbolizer>";
}

std::string sld_rule(const LayerStyle& style, const std::string& label, Colour colour, bool is_hatched) {
    const Stroke border = style.is_of_footprints ? style.style.footprint_border() : style.style.coast();
    const std::string outlined = sld_stroke(border) + "</se:PolygonSymbolizer>";
    return "     <se:Rule>\n      <se:Name>" + xml_text(label) +
           "</se:Name>\n      <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>" +
           xml_text(style.class_column) + "</ogc:PropertyName><ogc:Literal>" + xml_text(label) +
           "</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>\n      <se:PolygonSymbolizer>" +
           sld_fill(colour) + outlined + (is_hatched ? "\n      " + sld_hatching() : "") +
           "\n     </se:Rule>\n";
}

}  // namespace

std::string qgis_style(const LayerStyle& style) {
    std::string out =
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" "
        "labelsEnabled=\"";
    out += style.label_column ? '1' : '0';
    out += "\" styleCategories=\"Symbology|Labeling\">\n <renderer-v2 type=\"categorizedSymbol\" attr=" +
           quoted(style.class_column) +
           " enableorderby=\"0\" forceraster=\"0\" symbollevels=\"1\">\n  <categories>\n";
    for (std::size_t i = 0; i < style.classes.size(); ++i)
        out += category(style.classes[i].label, i);
    out += category(style.missing_label, style.classes.size()) + "  </categories>\n  <symbols>\n";
    for (std::size_t i = 0; i < style.classes.size(); ++i)
        out += symbol(i, layers_of(style.classes[i].colour, false, style));
    out += symbol(style.classes.size(), layers_of(missing_colour, true, style));
    out += "  </symbols>\n </renderer-v2>\n";
    if (style.label_column) out += labelling(style);
    return out + " <layerGeometryType>2</layerGeometryType>\n</qgis>\n";
}

std::string sld_style(const LayerStyle& style, const std::string& layer) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StyledLayerDescriptor version=\"1.1.0\" "
        "xmlns=\"http://www.opengis.net/sld\" xmlns:se=\"http://www.opengis.net/se\" "
        "xmlns:ogc=\"http://www.opengis.net/ogc\">\n  <NamedLayer>\n   <se:Name>" +
        xml_text(layer) + "</se:Name>\n   <UserStyle>\n    <se:FeatureTypeStyle>\n";
    for (const StyledClass& one : style.classes)
        out += sld_rule(style, one.label, one.colour, false);
    return out + sld_rule(style, style.missing_label, missing_colour, true) +
           "    </se:FeatureTypeStyle>\n   </UserStyle>\n  </NamedLayer>\n</StyledLayerDescriptor>\n";
}

}  // namespace render
