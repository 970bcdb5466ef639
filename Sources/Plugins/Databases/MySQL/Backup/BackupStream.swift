import Simulation

/// Files one after the other in one text: what `xtrabackup --stream=xbstream` writes and `xbstream`
/// reads. Each has the stream's mark, its path and its length in front.
enum BackupStream {
  static let mark = "XBSTCK01"

  static func text(_ files: [(path: String, contents: String)]) -> String {
    var text = ""
    for (path, contents) in files {
      text += "\(mark) \(path.utf8.count) \(contents.utf8.count)\n\(path)\(contents)"
    }
    return text
  }

  /// Where a stream is not what it should be.
  struct Damage: Error {
    var message: String
  }

  static func files(_ text: String) throws(Damage) -> [(path: String, contents: String)] {
    var files: [(path: String, contents: String)] = []
    var place: Int64 = 0
    let count = Int64(text.utf8.count)
    while place < count {
      let rest = text.bytes(from: place)
      guard rest.hasPrefix(mark), let end = rest.utf8.firstIndex(of: 10) else {
        throw Damage(
          message: "xbstream: wrong chunk magic at offset 0x\(String(place, radix: 16)).")
      }
      let header = rest[..<end].split(separator: " ")
      guard header.count == 3, let name = Int64(header[1]), let length = Int64(header[2]),
        name > 0, length >= 0
      else {
        throw Damage(
          message: "xbstream: wrong chunk magic at offset 0x\(String(place, radix: 16)).")
      }
      place += Int64(rest[..<end].utf8.count) + 1
      guard place + name + length <= count else {
        throw Damage(message: "xbstream: unexpected end of file")
      }
      files.append(
        (
          String(text.bytes(from: place, to: place + name)),
          String(text.bytes(from: place + name, to: place + name + length))
        ))
      place += name + length
    }
    return files
  }
}

/// `xbstream -x -C FOLDER`.
final class XbstreamProgram: Program {
  func start(_ process: Process) {
    var folder = "."
    var extracts = false
    var words = Array(process.arguments.dropFirst())[...]
    while let word = words.popFirst() {
      switch word {
      case "-x", "--extract": extracts = true
      case "-C", "--directory": folder = words.popFirst() ?? "."
      default:
        if word.hasPrefix("--directory=") {
          folder = String(word.dropFirst(12))
        } else if word.hasPrefix("-C") {
          folder = String(word.dropFirst(2))
        } else if word != "-v", word != "--verbose" {
          process.writeError("xbstream: unknown option '\(word)'\n")
          return process.exit(2)
        }
      }
    }
    guard extracts else {
      process.writeError("xbstream: only -x is supported here\n")
      return process.exit(1)
    }
    let target = folder
    process.readAll { text in
      do throws(BackupStream.Damage) {
        for (path, contents) in try BackupStream.files(text) {
          do throws(FileError) {
            let full = target + "/" + path
            if let slash = full.lastIndex(of: "/") {
              try process.fileSystem.makeDirectory(
                String(full[..<slash]), from: process.workingDirectory, withParents: true,
                now: process.world.now)
            }
            try process.fileSystem.write(
              contents, to: full, from: process.workingDirectory, now: process.world.now)
          } catch {
            process.writeError("xbstream: failed to create file: \(path): \(error.text)\n")
            return process.exit(1)
          }
        }
        process.exit(0)
      } catch {
        process.writeError(error.message + "\n")
        process.exit(1)
      }
    }
  }
}
