// Well-formed inputs for each fuzz target, to begin with.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

template <class Number>
std::string bytes_of(Number number) {
    std::string bytes(sizeof(number), '\0');
    std::memcpy(bytes.data(), &number, sizeof(number));
    return bytes;
}

// Little-endian, as the machines that run this are.
inline std::string wkb_head(std::uint32_t type, std::uint32_t parts) {
    return "\x01" + bytes_of(type) + bytes_of(parts);
}

inline std::string wkb_ring(const std::vector<double>& numbers) {
    std::string bytes = bytes_of(static_cast<std::uint32_t>(numbers.size() / 2));
    for (const double number : numbers)
        bytes += bytes_of(number);
    return bytes;
}

/// Well-formed inputs of one kind.
inline std::vector<std::string> seeds_for(std::string_view kind) {
    if (kind == "csv") {
        return {"code,name\r\n00C,\"Bath, \"\"x\"\"\r\ny\"\r\n01E,M\xF4n\n",
                "\xEF\xBB\xBF"
                "a\n1\n\n2\n"};
    }
    // The first byte is the size of the blocks, the second says what the amounts are.
    if (kind == "flows") {
        return {"\x09\x01origin,site,patients\r\nE02000001,R1H,12\r\n,R1H,*\r\nE02000001,\"R,1\n\",3\r\n",
                "\x40\x01\xEF\xBB\xBFsite,origin,patients,note\nS,A,1,5\" "
                "nail\nS,A,2.5,\"\"\"\"\n,,,\n\nT,M\xF4n,7,",
                "\x05\x02origin,site,share\nA,S,0.5\nA,T,0.5\nB,S,1\n"};
    }
    if (kind == "geojson") {
        return {
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"00C","n":1.5},)"
            R"("geometry":{"type":"MultiPolygon","coordinates":[[[[0,50],[1,50],[1,51],[0,50]],)"
            R"([[0.5,50.1],[0.6,50.2],[0.6,50.1],[0.5,50.1]]]]}}]})",
            R"({"type":"FeatureCollection","name":"a","crs":{"type":"name","properties":{"name":)"
            R"("urn:ogc:def:crs:EPSG::4258"}},"bbox":[0,50,1e0,51],"features":[{"type":"Feature","id":1,)"
            R"("properties":{"code":"00C","n":-1.5e2,"b":true,"x":null},"geometry":null},)"
            R"({"type":"Feature","id":2,"properties":{"code":"00\u0044","n":7},"geometry":{"type":)"
            R"("Polygon","coordinates":[[[0,50],[1,50],[1,51],[0,50]]]}}]})",
            R"({"type":"Feature","properties":{"code":"<OGRVRTDataSource"},"geometry":{"type":"Polygon",)"
            R"("coordinates":[[[0,50,3],[1,50,3],[1,51,3],[0,50,3]]]}})"};
    }
    if (kind == "hexjson") {
        return {
            R"({"layout":"odd-r","hexes":{"E38000001":{"q":0,"r":0,"name":"a"},"E38000002":{"q":1,"r":-1}}})",
            R"({"layout":"even-q","hexes":{"00C":{"n":"\u0044","q":2.0,"r":7,"x":null,"y":1.5,"z":[1,true]}}})"};
    }
    if (kind == "topojson") {
        return {
            R"({"type":"Topology","transform":{"scale":[0.001,0.001],"translate":[-2,51]},"objects":{"a":{"type":)"
            R"("GeometryCollection","geometries":[{"type":"Polygon","id":"00C","properties":{"code":"00C"},)"
            R"("arcs":[[0,1]]},{"type":"MultiPolygon","properties":{"code":"00D"},"arcs":[[[-1,2]]]}]}},)"
            R"("arcs":[[[0,0],[100,0]],[[100,0],[0,100],[-100,-100]],[[100,0],[0,-100],[-100,100]]]})",
            R"({"type":"Topology","objects":{"a":{"type":"Polygon","properties":{"code":"00C"},"arcs":[[0]]}},)"
            R"("arcs":[[[0,50],[1,50],[1,51],[0,50]]]})"};
    }
    if (kind == "wkb") {
        const std::string triangle = wkb_ring({0, 50, 1, 50, 1, 51, 0, 50});
        const std::string hole = wkb_ring({0.5, 50.1, 0.6, 50.2, 0.6, 50.1, 0.5, 50.1});
        const std::string polygon = wkb_head(3, 2) + triangle + hole;
        return {polygon,
                wkb_head(6, 2) + polygon + wkb_head(3, 1) + triangle,
                wkb_head(7, 2) + wkb_head(2, 2) + triangle.substr(4, 32) + polygon,
                wkb_head(10, 1) + wkb_head(8, 3) + triangle.substr(4, 48),
                wkb_head(3, 0),
                wkb_head(12, 1) + polygon};
    }
    // Two squares that share a border, and one in the hole of another.
    return {std::string("\x11\x13\x33\x31\xFE\x13\x15\x35\x33\xFE", 10),
            std::string("\x00\x05\x55\x50\xFF\x22\x42\x44\x24\xFE\x22\x24\x44\x42\xFE", 15)};
}

}  // namespace fuzz
