import Simulation

/// The files that a configuration is read from, and what was found in them.
final class NginxSource {
  private let files: FileSystem
  private var texts: [(path: String, text: String)] = []
  private var folders: [(path: String, names: [String])] = []

  init(_ files: FileSystem) { self.files = files }

  /// The directives of a file, without those of the files that it includes.
  func directives(of path: String) throws(NginxProblem) -> [NginxDirective] {
    let text: String
    do throws(FileError) {
      text = try files.read(path)
    } catch {
      let number = error == .noSuchFile ? 2 : 21
      throw NginxProblem(message: "open() \"\(path)\" failed (\(number): \(error.text))")
    }
    texts.append((path, text))
    var reader = NginxReader(text, file: path)
    return try reader.directives()
  }

  /// The names of the files in a folder, in order; none when there is no such folder.
  func names(in folder: String) -> [String] {
    let names = NginxSource.names(in: folder, files)
    folders.append((folder, names))
    return names
  }

  private static func names(in folder: String, _ files: FileSystem) -> [String] {
    do throws(FileError) { return try files.list(folder) } catch { return [] }
  }

  /// Whether other files say the same wherever these were read.
  func isSame(in other: FileSystem) -> Bool {
    do throws(FileError) {
      for (path, text) in texts where try other.read(path) != text { return false }
    } catch {
      return false
    }
    return folders.allSatisfy { NginxSource.names(in: $0.path, other) == $0.names }
  }
}
