import Foundation

/// How much memory the process holds, as Linux counts it.
enum Memory {
  /// Begins to look for a new peak. What the process still holds of before counts, too.
  static func forgetPeak() {
    try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
  }

  /// The most that the process has held since `forgetPeak`, in MiB; 0 where Linux does not say.
  static var peak: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      if words.count > 1, let kibibytes = Double(words[1]) { return kibibytes / 1024 }
    }
    return 0
  }
}
