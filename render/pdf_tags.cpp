#include "render/pdf_tags.hpp"

// qpdf 11 asks which of its two pointer types is meant: std::shared_ptr alone.
#define POINTERHOLDER_TRANSITION 4

#include <exception>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include "geo/error.hpp"

namespace render {

std::string tag_pdf(const std::string& pdf, const DocumentInfo& info) {
    try {
        QPDF document;
        document.processMemoryFile("map", pdf.data(), pdf.size());
        QPDFObjectHandle root = document.getRoot();
        root.replaceKey("/MarkInfo", QPDFObjectHandle::parse("<< /Marked true >>"));
        root.replaceKey("/Lang", QPDFObjectHandle::newString("en-GB"));
        root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
        for (QPDFObjectHandle object : document.getAllObjects()) {
            if (object.isDictionary() && object.getKey("/S").isName() &&
                object.getKey("/S").getName() == "/Figure") {
                object.replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(info.description));
            }
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
