import Book
import Foundation

/// The package of statebook, which a new book depends on.
struct StatebookPackage {
  /// The folder of the package.
  let folder: String
  /// The commit that is checked out there; of a folder that is no git repository, the tag of this
  /// version.
  let revision: String

  /// - Parameter given: the folder that a person names; nil for the one that this was built in.
  init(_ given: String?) throws(Refusal) {
    // …/Sources/StatebookCommands/New/StatebookPackage.swift
    let built = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let folder = URL(filePath: given ?? built.path).standardizedFileURL
    let manifest = folder.appending(path: "Package.swift")
    let text = (try? String(contentsOf: manifest, encoding: .utf8)) ?? ""
    // A book has it too, as a product that it uses.
    guard text.contains(/\.library\(\s*name:\s*"Statebook"/) else {
      throw Refusal(
        "\(folder.path) is not the folder of statebook's package: "
          + (text.isEmpty
            ? "it has no Package.swift" : "its Package.swift has no library 'Statebook'"),
        help: "name it with --statebook DIR")
    }
    self.folder = folder.path
    revision = StatebookPackage.commit(of: folder) ?? Statebook.version
  }

  /// The commit that is checked out in a folder, if it is a git repository of its own.
  private static func commit(of folder: URL) -> String? {
    guard FileManager.default.fileExists(atPath: folder.appending(path: ".git").path) else {
      return nil
    }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder.path, "rev-parse", "--verify", "HEAD"]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let commit = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return process.terminationStatus == 0 && commit.wholeMatch(of: /[0-9a-f]{40,64}/) != nil
      ? commit : nil
  }
}
