import Simulation

/// What `curl` sends as a body: `-d`, `--data-raw`, `--data-binary`, `--data-urlencode`, joined by `&`.
struct CurlData {
  private(set) var text = ""
  private(set) var isGiven = false

  static let options = ["d", "raw", "binary", "urlencode"]

  /// Collects the data of a command line; files are read now. `warn` is told what is wrong.
  init(_ options: CommandOptions, _ process: Process, warn: (String) -> Void) {
    for option in options.options where CurlData.options.contains(option.name) {
      let value: String
      switch option.name {
      case "raw": value = option.value
      case "urlencode": value = CurlData.encoded(option.value, process, warn)
      default:
        guard option.value.hasPrefix("@") else {
          value = option.value
          break
        }
        let content = CurlData.contents(String(option.value.dropFirst()), process, warn)
        value =
          option.name == "binary"
          ? content
          : String(decoding: content.utf8.filter { $0 != 10 && $0 != 13 && $0 != 0 }, as: UTF8.self)
      }
      text += (isGiven ? "&" : "") + value
      isGiven = true
    }
  }

  /// `content`, `=content`, `name=content`, `@file` or `name@file`, with the content made safe.
  private static func encoded(
    _ text: String, _ process: Process, _ warn: (String) -> Void
  ) -> String {
    guard let mark = text.utf8.firstIndex(where: { $0 == 61 || $0 == 64 }) else {
      return percented(text)
    }
    let name = String(text[..<mark])
    let rest = String(text[text.utf8.index(after: mark)...])
    let content = text.utf8[mark] == 61 ? rest : contents(rest, process, warn)
    return (name.isEmpty ? "" : name + "=") + percented(content)
  }

  private static func contents(
    _ path: String, _ process: Process, _ warn: (String) -> Void
  ) -> String {
    do throws(FileError) {
      return try process.fileSystem.read(path, from: process.workingDirectory)
    } catch {
      warn("Couldn't read data from file \"\(path)\", this makes an empty POST.")
      return ""
    }
  }

  static func percented(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: result.append(byte)
      default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
