#include "render/pdf_tags.hpp"

// qpdf 11 asks which of its two pointer types is meant: std::shared_ptr alone.
#define POINTERHOLDER_TRANSITION 4

#include <exception>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>
#include <vector>

#include "geo/error.hpp"
#include "geo/late_library.hpp"

namespace render {

namespace {

/// The figures of a structure tree, in the order of reading.
void find_figures(QPDFObjectHandle element, std::vector<QPDFObjectHandle>& figures) {
    if (!element.isDictionary()) return;
    if (element.getKey("/S").isName() && element.getKey("/S").getName() == "/Figure")
        figures.push_back(element);
    QPDFObjectHandle children = element.getKey("/K");
    if (children.isDictionary()) find_figures(children, figures);
    for (int i = 0; children.isArray() && i < children.getArrayNItems(); ++i)
        find_figures(children.getArrayItem(i), figures);
}

}  // namespace

std::string tag_pdf(const std::string& pdf, const DocumentInfo& info) {
    geo::load_library(FOOTPRINT_QPDF);
    try {
        QPDF document;
        document.processMemoryFile("map", pdf.data(), pdf.size());
        QPDFObjectHandle root = document.getRoot();
        root.replaceKey("/MarkInfo", QPDFObjectHandle::parse("<< /Marked true >>"));
        root.replaceKey("/Lang", QPDFObjectHandle::newString("en-GB"));
        root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
        std::vector<QPDFObjectHandle> figures;
        find_figures(root.getKey("/StructTreeRoot"), figures);
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const std::string& text = i < info.figures.size() ? info.figures[i] : info.description;
            figures[i].replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(text));
        }
        QPDFObjectHandle properties = document.getTrailer().getKey("/Info");
        if (properties.isDictionary() && !info.record.empty())
            properties.replaceKey("/Specification", QPDFObjectHandle::newUnicodeString(info.record));
        QPDFWriter writer(document);
        writer.setOutputMemory();
        writer.setDeterministicID(true);
        writer.write();
        const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
        return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
    } catch (const std::exception& error) {
        throw geo::OutputError("PDF", error.what());
    }
}

}  // namespace render
