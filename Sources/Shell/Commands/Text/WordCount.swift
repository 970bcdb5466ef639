import Simulation

/// What `wc` counts.
enum WordCount {
  static func count(_ kind: String, _ text: String) -> Int {
    switch kind {
    case "l": return text.utf8.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
    case "c": return text.utf8.count
    case "m": return text.unicodeScalars.count
    default:
      var count = 0
      var isInWord = false
      for byte in text.utf8 {
        let isBlank = byte == 32 || (byte >= 9 && byte <= 13)
        if !isBlank, !isInWord { count += 1 }
        isInWord = !isBlank
      }
      return count
    }
  }

  static func table(
    _ rows: [(counts: [Int], name: String)], isSingle: Bool, _ readsInput: Bool, _ call: CommandCall
  ) -> String {
    var width = 1
    if call.dialect == .busybox {
      width = isSingle ? 1 : 9
    } else if !isSingle {
      // GNU's columns are as wide as the sizes of the files need, or 7 for what has no size.
      var bytes = 0
      for path in call.operands {
        do throws(FileError) {
          bytes += try call.files.read(path, from: call.folder).utf8.count
        } catch {}
      }
      width = readsInput ? 7 : String(bytes).utf8.count
    }
    var text = ""
    for (counts, name) in rows {
      let columns = counts.map { Columns.right(String($0), width) }
      let shown = call.operands.isEmpty ? "" : " " + name
      text += columns.joined(separator: " ") + shown + "\n"
    }
    return text
  }
}
