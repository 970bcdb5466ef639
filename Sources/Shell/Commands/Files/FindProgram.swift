import Simulation

/// `find` with `-name`, `-iname`, `-path`, `-type`, `-maxdepth`, `-mindepth`, `-empty`, `-print`,
/// `-delete` and `!`. Its arguments are no options, so it reads them itself.
final class FindProgram: Program {
  private enum Test {
    case name(Pattern, wholePath: Bool, ignoresCase: Bool)
    case type(Character)
    case empty
  }

  private var tests: [(test: Test, isNegated: Bool)] = []
  private var least = 0
  private var most = Int.max
  private var deletes = false
  private var status: Int32 = 0

  func start(_ process: Process) {
    let arguments = process.arguments.dropFirst()
    var paths = Array(arguments.prefix { !$0.hasPrefix("-") && $0 != "!" && $0 != "(" })
    var rest = arguments.dropFirst(paths.count)
    if paths.isEmpty { paths = ["."] }
    var isNegated = false
    while let word = rest.popFirst() {
      switch word {
      case "!", "-not":
        isNegated.toggle()
        continue
      case "-print", "-a", "-and", "-depth": break
      case "-delete": deletes = true
      case "-empty": tests.append((.empty, isNegated))
      case "-name", "-iname", "-path", "-wholename", "-type", "-maxdepth", "-mindepth":
        guard let value = rest.popFirst() else {
          fail(process, "missing argument to `\(word)'")
          return
        }
        guard take(word, value, isNegated) else {
          fail(
            process,
            word == "-type"
              ? "Unknown argument to -type: \(value)"
              : "Expected a positive decimal integer argument to \(word), but got `\(value)'")
          return
        }
      case "-exec", "-execdir", "-ok", "-o", "-or", "(", ")", "-size", "-mtime", "-newer", "-perm",
        "-user", "-group", "-regex", "-print0", "-printf", "-prune", "-quit", "-mmin", "-ls":
        fail(process, "\(word) is not supported here")
        return
      default:
        fail(process, "unknown predicate `\(word)'")
        return
      }
      isNegated = false
    }
    for path in paths { visit(path, path, 0, process) }
    process.exit(status)
  }

  private func fail(_ process: Process, _ message: String) {
    process.writeError("find: \(message)\n")
    process.exit(1)
  }

  private func take(_ word: String, _ value: String, _ isNegated: Bool) -> Bool {
    switch word {
    case "-name":
      tests.append((.name(Pattern(value), wholePath: false, ignoresCase: false), isNegated))
    case "-iname":
      tests.append(
        (.name(Pattern(value.lowercased()), wholePath: false, ignoresCase: true), isNegated))
    case "-path", "-wholename":
      tests.append((.name(Pattern(value), wholePath: true, ignoresCase: false), isNegated))
    case "-type":
      guard value.count == 1, let letter = value.first, "fdl".contains(letter) else { return false }
      tests.append((.type(letter), isNegated))
    default:
      guard let number = Int(bounded: value), number >= 0 else { return false }
      if word == "-maxdepth" { most = number } else { least = number }
    }
    return true
  }

  private func visit(_ path: String, _ name: String, _ depth: Int, _ process: Process) {
    process.world.spend(World.fileCost + path.utf8.count)
    guard process.isRunning, process.world.exceeded == nil else { return }
    let files = process.fileSystem
    let node: FileNode
    do throws(FileError) {
      node = try files.node(
        path, from: process.workingDirectory, followsLast: depth == 0 && path.hasSuffix("/"))
    } catch {
      process.writeError("find: '\(path)': \(error.text)\n")
      status = 1
      return
    }
    let isChosen =
      depth >= least && tests.allSatisfy { holds($0.test, path, name, node) != $0.isNegated }
    if isChosen, !deletes { process.write(path + "\n") }
    if case .directory = node, depth < most {
      var names: [String] = []
      do throws(FileError) {
        names = try files.list(path, from: process.workingDirectory)
      } catch {}
      for name in names {
        visit(path.hasSuffix("/") ? path + name : path + "/" + name, name, depth + 1, process)
      }
    }
    if isChosen, deletes, path != "." {
      do throws(FileError) {
        try files.remove(
          path, from: process.workingDirectory, recursively: isEmptyFolder(path, process))
      } catch {
        process.writeError("find: cannot delete '\(path)': \(error.text)\n")
        status = 1
      }
    }
  }

  private func isEmptyFolder(_ path: String, _ process: Process) -> Bool {
    do throws(FileError) {
      return try process.fileSystem.list(path, from: process.workingDirectory).isEmpty
    } catch {
      return false
    }
  }

  private func holds(_ test: Test, _ path: String, _ name: String, _ node: FileNode) -> Bool {
    switch test {
    case .name(let pattern, let wholePath, let ignoresCase):
      let last = String(name.split(separator: "/").last ?? Substring(name))
      let text = wholePath ? path : last
      return pattern.matches(ignoresCase ? text.lowercased() : text)
    case .type(let letter):
      switch node {
      case .file: return letter == "f"
      case .directory: return letter == "d"
      case .link: return letter == "l"
      }
    case .empty:
      switch node {
      case .file(let file): return file.contents.isEmpty
      case .directory(let directory): return directory.isEmpty
      case .link: return false
      }
    }
  }
}
