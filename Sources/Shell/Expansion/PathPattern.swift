import Simulation

/// A pattern that finds files: `*.yaml`, `/etc/*/conf?`.
struct PathPattern {
  private var components: [Field] = [Field()]

  init(_ field: Field) {
    for piece in field.pieces {
      for (index, part) in piece.text.split(separator: "/", omittingEmptySubsequences: false)
        .enumerated()
      {
        if index > 0 { components.append(Field()) }
        if !part.isEmpty {
          components[components.count - 1].append(String(part), isQuoted: piece.isQuoted)
        }
      }
    }
  }

  /// The paths that match, in byte order; none when nothing does.
  func paths(in files: FileSystem, from folder: String, _ world: World) -> [String] {
    var found = [""]
    for (index, component) in components.enumerated() {
      let isLast = index == components.count - 1
      var next: [String] = []
      for path in found where world.exceeded == nil {
        if !component.isPattern {
          let extended = path + component.text
          if isLast {
            if component.text.isEmpty
              ? files.isDirectory(extended, from: folder)
              : PathPattern.exists(extended, files, folder)
            {
              next.append(extended)
            }
          } else {
            next.append(extended + "/")
          }
          continue
        }
        let pattern = component.pattern
        var names: [String] = []
        do throws(FileError) {
          names = try files.list(path.isEmpty ? "." : path, from: folder)
        } catch {}
        for name in names where !name.hasPrefix(".") || pattern.beginsWithDot {
          world.spend(World.fileCost)
          guard pattern.matches(name, world) else { continue }
          if isLast {
            next.append(path + name)
          } else if files.isDirectory(path + name, from: folder) {
            next.append(path + name + "/")
          }
        }
      }
      found = next
      if found.isEmpty { return [] }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func exists(_ path: String, _ files: FileSystem, _ folder: String) -> Bool {
    do throws(FileError) {
      _ = try files.node(path, from: folder, followsLast: false)
      return true
    } catch {
      return false
    }
  }
}
