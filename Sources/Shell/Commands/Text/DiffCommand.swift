import Simulation

extension StandardCommand {
  /// `diff`, in the normal and the unified form, of files or of the files of two directories.
  static var diff: StandardCommand {
    StandardCommand(
      name: "diff", short: "uqU:sN",
      long: [("unified", "u"), ("brief", "q"), ("new-file", "N"), ("report-identical-files", "s")],
      usage: "diff [OPTION]... FILES", refused: "abBcdDeEFHiIlLnprStTvwWyZ", errorStatus: 2
    ) { call in
      guard call.operands.count == 2 else {
        return call.operands.count < 2
          ? call.misuse("missing operand after '\(call.operands.last ?? "diff")'", 2)
          : call.misuse("extra operand '\(call.operands[2])'", 2)
      }
      let difference = FileDifference(call)
      var paths = call.operands
      let areFolders = paths.map { call.files.isDirectory($0, from: call.folder) }
      if areFolders[0], areFolders[1] { return difference.compareFolders(paths[0], paths[1]) }
      for (own, other) in [(0, 1), (1, 0)] where areFolders[own] {
        paths[own] += "/" + (paths[other].split(separator: "/").last ?? "")
      }
      if call.has("N") {
        for path in paths where path != "-" && !call.files.exists(path, from: call.folder) {
          return difference.compareFiles(paths[0], paths[1])
        }
      }
      call.readTexts(paths, errorStatus: 2) { texts in
        guard texts.count == 2 else { return 2 }
        return difference.show(paths[0], texts[0].text, paths[1], texts[1].text)
      }
      return nil
    }
  }
}

/// What `diff` prints, as its options ask.
struct FileDifference {
  private let call: CommandCall
  private let context: Int
  private let isUnified: Bool

  init(_ call: CommandCall) {
    self.call = call
    context = max(0, call.value("U").flatMap { Int(bounded: $0) } ?? 3)
    isUnified = call.has("u") || call.has("U")
  }

  /// Compares the files of two directories by their names; what lies deeper is passed over.
  func compareFolders(_ left: String, _ right: String) -> Int32 {
    var names: [String] = []
    do throws(FileError) {
      names = try call.files.list(left, from: call.folder)
      for name in try call.files.list(right, from: call.folder) where !names.contains(name) {
        names.append(name)
      }
    } catch {
      return call.fail("\(left): \(error.text)", 2)
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let options = call.process.arguments.dropFirst().filter { $0.hasPrefix("-") && $0 != "-" }
    let command = (["diff"] + options).joined(separator: " ")
    var status: Int32 = 0
    for name in names {
      let paths = ["\(left)/\(name)", "\(right)/\(name)"]
      let exists = paths.map { call.files.exists($0, from: call.folder) }
      let areFolders = paths.map { call.files.isDirectory($0, from: call.folder) }
      if !exists[0] || !exists[1], !call.has("N") || areFolders.contains(true) {
        call.write("Only in \(exists[0] ? left : right): \(name)\n")
        status = max(status, 1)
        continue
      }
      if areFolders[0], areFolders[1] {
        call.write("Common subdirectories: \(paths[0]) and \(paths[1])\n")
        continue
      }
      if areFolders.contains(true) {
        func kind(_ isFolder: Bool) -> String { isFolder ? "directory" : "regular file" }
        call.write(
          "File \(paths[0]) is a \(kind(areFolders[0])) while file \(paths[1]) is a "
            + "\(kind(areFolders[1]))\n")
        status = max(status, 1)
        continue
      }
      let found = compareFiles(
        paths[0], paths[1], heading: "\(command) \(paths[0]) \(paths[1])\n")
      status = max(status, found)
    }
    return status
  }

  /// Compares two files; one that is missing counts as empty.
  func compareFiles(_ left: String, _ right: String, heading: String = "") -> Int32 {
    var texts: [String] = []
    for path in [left, right] {
      guard call.files.exists(path, from: call.folder) else {
        texts.append("")
        continue
      }
      do throws(FileError) {
        texts.append(try call.files.read(path, from: call.folder))
      } catch {
        return call.fail("\(path): \(error.text)", 2)
      }
    }
    return show(left, texts[0], right, texts[1], heading: heading)
  }

  /// Prints the difference of two texts. The status is 1 when there is any.
  func show(
    _ left: String, _ leftText: String, _ right: String, _ rightText: String, heading: String = ""
  ) -> Int32 {
    if leftText == rightText {
      if call.has("s") { call.write("Files \(left) and \(right) are identical\n") }
      return 0
    }
    if call.has("q") {
      call.write("Files \(left) and \(right) differ\n")
      return 1
    }
    let difference = TextDifference(leftText, rightText)
    if isUnified {
      call.write("\(heading)--- \(header(left))\n+++ \(header(right))\n")
      call.write(difference.unified(context: context))
    } else {
      call.write(heading + difference.normal)
    }
    return 1
  }

  private func header(_ path: String) -> String {
    var time =
      path == "-" ? call.world.now : VirtualTime.zero - .seconds(VirtualTime.zero.unixSeconds)
    do throws(FileError) {
      if case .file(let file) = try call.files.node(path, from: call.folder) {
        time = file.modified
      }
    } catch {}
    return path + "\t" + (DateFormat.text("%F %T.%N +0000", time) ?? "")
  }
}
