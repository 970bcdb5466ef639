import CBrowser
import Values

/// Reads YAML by asking the page, which has a reader of its own.
final class PageYAMLReader: YAMLReader {
  func documents(in text: String) -> Result<[YAMLDocument], YAMLError> {
    #if hasFeature(Embedded)
      var bytes = Array(text.utf8)
      let packed = bytes.withUnsafeMutableBufferPointer { buffer in
        statebook_yaml(buffer.baseAddress, Int32(buffer.count))
      }
      let length = Int(packed & 0xffff_ffff)
      guard let address = UnsafeMutablePointer<UInt8>(bitPattern: Int(packed >> 32)) else {
        return .failure(YAMLError(line: 1, message: "the page did not read the text"))
      }
      let answer = String(
        decoding: UnsafeBufferPointer(start: address, count: length), as: UTF8.self)
      address.deallocate()
      do throws(JSONError) {
        return YAMLAnswer.answer(try JSON.parse(answer))
      } catch {
        return .failure(YAMLError(line: 1, message: "the page's answer is not JSON"))
      }
    #else
      return .failure(YAMLError(line: 1, message: "there is no page around this program"))
    #endif
  }
}
