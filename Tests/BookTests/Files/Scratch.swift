import Foundation
import Testing

/// A folder of its own for one test, removed with it.
final class Scratch {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "statebook-test-" + UUID().uuidString
    makeFolder(path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Does what a test relies on; the test fails when it cannot be done.
  private func attempt(_ path: String, _ body: () throws -> Void) {
    do { try body() } catch { Issue.record("\(path) is not written: \(error)") }
  }

  private func makeFolder(_ path: String) {
    attempt(path) {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  /// Writes a file, making the folders of its name.
  @discardableResult
  func write(_ text: String, to name: String) -> String {
    write(Array(text.utf8), to: name)
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> String {
    let file = path + "/" + name
    let folder = URL(filePath: file).deletingLastPathComponent().path
    makeFolder(folder)
    attempt(file) { try Data(bytes).write(to: URL(filePath: file)) }
    return file
  }

  func read(_ name: String) -> String {
    (try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? "<no file \(name)>"
  }

  func bytes(_ name: String) -> [UInt8] {
    (try? Array(Data(contentsOf: URL(filePath: path + "/" + name)))) ?? []
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + name)
  }

  /// The names in a folder, hidden ones too, in order.
  func names(_ folder: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
  }
}
