import Simulation

extension StandardCommand {
  /// `cmp`
  static var cmp: StandardCommand {
    StandardCommand(
      name: "cmp", short: "sl", long: [("quiet", "s"), ("silent", "s")],
      usage: "cmp [OPTION]... FILE1 [FILE2]", refused: "bin", errorStatus: 2
    ) { call in
      if call.has("l") { return call.fail("-l is not supported here", 2) }
      guard let first = call.operands.first else {
        return call.misuse("missing operand after 'cmp'", 2)
      }
      let second = call.operands.dropFirst().first ?? "-"
      call.readTexts([first, second], errorStatus: 2) { texts in
        guard texts.count == 2 else { return 2 }
        let left = Array(texts[0].text.utf8)
        let right = Array(texts[1].text.utf8)
        var line = 1
        for index in 0..<min(left.count, right.count) {
          if left[index] != right[index] {
            if !call.has("s") {
              call.write("\(first) \(second) differ: char \(index + 1), line \(line)\n")
            }
            return 1
          }
          if left[index] == 10 { line += 1 }
        }
        if left.count == right.count { return 0 }
        if !call.has("s") {
          let shorter = left.count < right.count ? (first, left) : (second, right)
          let bytes = shorter.1.count
          call.complain(
            bytes == 0
              ? "EOF on \(shorter.0) which is empty"
              : "EOF on \(shorter.0) after byte \(bytes), "
                + (shorter.1.last == 10 ? "line \(line - 1)" : "in line \(line)"))
        }
        return 1
      }
      return nil
    }
  }

  /// `diff`, in the normal and the unified form.
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
      var paths = call.operands
      for (own, other) in [(0, 1), (1, 0)]
      where call.files.isDirectory(paths[own], from: call.folder) {
        if call.files.isDirectory(paths[other], from: call.folder) {
          return call.fail("directories are not supported here", 2)
        }
        paths[own] += "/" + (paths[other].split(separator: "/").last ?? "")
      }
      if call.has("N") {
        for path in paths where path != "-" && !call.files.exists(path, from: call.folder) {
          return call.fail("-N is not supported here", 2)
        }
      }
      let context = call.value("U").flatMap { Int(bounded: $0) } ?? 3
      let isUnified = call.has("u") || call.has("U")
      call.readTexts(paths, errorStatus: 2) { texts in
        guard texts.count == 2 else { return 2 }
        if texts[0].text == texts[1].text {
          if call.has("s") { call.write("Files \(paths[0]) and \(paths[1]) are identical\n") }
          return 0
        }
        if call.has("q") {
          call.write("Files \(paths[0]) and \(paths[1]) differ\n")
          return 1
        }
        let difference = TextDifference(texts[0].text, texts[1].text)
        if isUnified {
          func header(_ path: String) -> String {
            var time = call.world.now
            do throws(FileError) {
              if case .file(let file) = try call.files.node(path, from: call.folder) {
                time = file.modified
              }
            } catch {}
            return path + "\t" + (DateFormat.text("%F %T.%N +0000", time) ?? "")
          }
          call.write("--- \(header(paths[0]))\n+++ \(header(paths[1]))\n")
          call.write(difference.unified(context: max(0, context)))
        } else {
          call.write(difference.normal)
        }
        return 1
      }
      return nil
    }
  }
}
