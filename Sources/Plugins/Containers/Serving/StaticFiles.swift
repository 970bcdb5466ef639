import Simulation

/// Looks files up below a folder, as web servers do for the path of a request.
struct StaticFiles {
  let fileSystem: FileSystem
  /// The names that are tried for a folder.
  var indexes = ["index.html"]

  enum Answer {
    case file(File, path: String)
    /// A folder without a slash at the end of the address.
    case redirect(String)
    /// A folder with none of the index files.
    case folder(String)
    case missing(String)
  }

  /// What there is for the path of an address below `root`. `..` does not lead out of it.
  func answer(_ path: String, root: String) -> Answer {
    let full = (root.hasSuffix("/") ? String(root.dropLast()) : root) + StaticFiles.clean(path)
    do throws(FileError) {
      switch try fileSystem.node(full) {
      case .file(let file):
        return full.hasSuffix("/") ? .missing(full) : .file(file, path: full)
      case .directory:
        guard full.hasSuffix("/") else { return .redirect(path + "/") }
        for index in indexes {
          if case .file(let file) = node(full + index) { return .file(file, path: full + index) }
        }
        return .folder(full)
      case .link: return .missing(full)
      }
    } catch {
      return .missing(full)
    }
  }

  private func node(_ path: String) -> FileNode? {
    do throws(FileError) { return try fileSystem.node(path) } catch { return nil }
  }

  /// The path with `%41`, `.` and `..` worked off.
  static func clean(_ path: String) -> String {
    var names: [Substring] = []
    let decoded = decodingPercents(path)
    for part in decoded.split(separator: "/") {
      if part == "." { continue }
      if part == ".." { _ = names.popLast() } else { names.append(part) }
    }
    let joined = "/" + names.joined(separator: "/")
    return decoded.hasSuffix("/") && joined != "/" ? joined + "/" : joined
  }

  static func decodingPercents(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
        let byte = UInt8(
          String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(source[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The media type of a file name; `fallback` for an unknown ending.
  static func mediaType(of path: String, fallback: String) -> String {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return fallback }
    switch path[path.utf8.index(after: dot)...] {
    case "html", "htm": return "text/html"
    case "css": return "text/css"
    case "js": return "application/javascript"
    case "json": return "application/json"
    case "txt": return "text/plain"
    case "xml": return "text/xml"
    case "svg": return "image/svg+xml"
    case "png": return "image/png"
    case "gif": return "image/gif"
    case "jpg", "jpeg": return "image/jpeg"
    case "pdf": return "application/pdf"
    default: return fallback
    }
  }
}
