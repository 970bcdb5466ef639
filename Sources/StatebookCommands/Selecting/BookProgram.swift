import Foundation

/// The program of a book that has plugins of its own.
enum BookProgram {
  /// What to say when statebook itself ran such a book, and so without its plugins.
  /// - Returns: nil when the book has no program, or when this is the program.
  static func hint(root: String?, _ surroundings: Surroundings) -> String? {
    guard let root,
      surroundings.program.split(whereSeparator: { "/ ".contains($0) }).last
        == "statebook"
    else { return nil }
    let manifest = URL(filePath: root).appending(path: "Package.swift")
    guard let text = try? String(contentsOf: manifest, encoding: .utf8),
      text.contains(".product(name: \"Statebook\""),
      let name = text.firstMatch(of: /\.executableTarget\(\s*name: "([^"]+)"/)?.output.1
    else { return nil }
    return "note: what the plugins of this book add is only in its own program: "
      + "swift run \(name) …\n"
  }
}
