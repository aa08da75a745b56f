#include "render/layer_style.hpp"

#include <utility>

#include "render/palette.hpp"
#include "render/xml_text.hpp"

namespace render {

namespace {

constexpr Colour border_colour = rgb(0x545b64);
constexpr Colour hatch_colour = rgb(0x9aa0a6);
constexpr Colour label_colour = rgb(0x1d2530);

std::string quoted(std::string_view text) {
    return '"' + xml_text(text) + '"';
}

std::string qgis_colour(Colour colour) {
    return std::to_string(colour.red) + "," + std::to_string(colour.green) + "," +
           std::to_string(colour.blue) + ",255";
}

using Properties = std::vector<std::pair<const char*, std::string>>;

/// A layer of a fill. Properties stand twice: QGIS up to 3.18 reads the first way, later ones the second.
std::string fill_layer(const Properties& properties) {
    std::string out =
        "     <layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\">\n      <Option "
        "type=\"Map\">\n";
    for (const auto& [name, value] : properties)
        out += "       <Option type=\"QString\" name=\"" + std::string(name) + "\" value=" + quoted(value) +
               "/>\n";
    out += "      </Option>\n";
    for (const auto& [name, value] : properties)
        out += "      <prop k=\"" + std::string(name) + "\" v=" + quoted(value) + "/>\n";
    return out + "     </layer>\n";
}

std::string plain_fill(Colour colour) {
    return fill_layer({{"color", qgis_colour(colour)},
                       {"style", "solid"},
                       {"outline_color", qgis_colour(border_colour)},
                       {"outline_style", "solid"},
                       {"outline_width", "0.15"},
                       {"outline_width_unit", "MM"},
                       {"joinstyle", "round"}});
}

std::string hatching() {
    return fill_layer(
        {{"color", qgis_colour(hatch_colour)}, {"style", "b_diagonal"}, {"outline_style", "no"}});
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

std::string sld_rule(const std::string& column, const std::string& label, Colour colour) {
    return "     <se:Rule>\n      <se:Name>" + xml_text(label) +
           "</se:Name>\n      <ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>" + xml_text(column) +
           "</ogc:PropertyName><ogc:Literal>" + xml_text(label) +
           "</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>\n      <se:PolygonSymbolizer>" +
           sld_fill(colour) + "<se:Stroke><se:SvgParameter name=\"stroke\">" + to_hex(border_colour) +
           "</se:SvgParameter><se:SvgParameter name=\"stroke-width\">0.4</se:SvgParameter></se:Stroke>"
           "</se:PolygonSymbolizer>\n     </se:Rule>\n";
}

}  // namespace

std::string qgis_style(const LayerStyle& style) {
    std::string out =
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" "
        "labelsEnabled=\"";
    out += style.label_column ? '1' : '0';
    out += "\" styleCategories=\"Symbology|Labeling\">\n <renderer-v2 type=\"categorizedSymbol\" attr=" +
           quoted(style.class_column) +
           " enableorderby=\"0\" forceraster=\"0\" symbollevels=\"0\">\n  <categories>\n";
    for (std::size_t i = 0; i < style.classes.size(); ++i)
        out += category(style.classes[i].label, i);
    out += category(style.missing_label, style.classes.size()) + "  </categories>\n  <symbols>\n";
    for (std::size_t i = 0; i < style.classes.size(); ++i)
        out += symbol(i, plain_fill(style.classes[i].colour));
    out += symbol(style.classes.size(), plain_fill(missing_colour) + hatching());
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
        out += sld_rule(style.class_column, one.label, one.colour);
    return out + sld_rule(style.class_column, style.missing_label, missing_colour) +
           "    </se:FeatureTypeStyle>\n   </UserStyle>\n  </NamedLayer>\n</StyledLayerDescriptor>\n";
}

}  // namespace render
