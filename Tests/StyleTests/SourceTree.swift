import Foundation

/// The Swift sources of this package, read from the checkout that the test was compiled in.
enum SourceTree {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  struct SourceFile: CustomStringConvertible {
    /// The path from the root of the package on.
    var path: String
    var text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var description: String { path }
  }

  /// The files below a folder whose names end in one of `endings`, in the order of their paths.
  static func files(below folder: String, endings: [String] = [".swift"]) -> [SourceFile] {
    let start = root.appending(path: folder)
    guard let walk = FileManager.default.enumerator(atPath: start.path) else { return [] }
    var files: [SourceFile] = []
    for case let name as String in walk where endings.contains(where: { name.hasSuffix($0) }) {
      guard let text = try? String(contentsOf: start.appending(path: name), encoding: .utf8) else {
        continue
      }
      files.append(SourceFile(path: folder + "/" + name, text: text))
    }
    return files.sorted { $0.path < $1.path }
  }
}
