import Foundation

/// One run of a program that the book brings: started, watched, ended.
struct ProgramRun {
  /// The absolute path of the program.
  let executable: String
  /// The folder that it runs in.
  let folder: String
  /// How long it may take, in seconds.
  let timeout: Int
  /// What it reads.
  let input: String

  /// The most that it may write, in bytes, to each of its outputs.
  static let outputLimit = 1 << 20

  /// How the run ended.
  enum Outcome: Hashable {
    /// With status 0; what it wrote.
    case answered(String)
    /// With another status or by a signal; the last lines of its error output.
    case failed(status: Int32, errors: String)
    case cannotStart(String)
    case tookTooLong
    case wroteTooMuch
  }

  /// Runs the program, and ends with it whatever it has started.
  ///
  /// It may leave its input unread: that is a file. What it writes is taken while it runs, and not
  /// more than it may write.
  func outcome() -> Outcome {
    guard FileManager.default.isExecutableFile(atPath: executable) else {
      return .cannotStart("there is no file, or it is not executable")
    }
    let real = URL(filePath: executable).resolvingSymlinksInPath().standardizedFileURL.path
    guard real.hasPrefix(folder + "/") else {
      return .cannotStart("it is a symbolic link that leaves the book")
    }
    do {
      let group = try ProcessGroup(executable, in: folder, input: input)
      return outcome(of: group, until: ContinuousClock.now + .seconds(timeout))
    } catch {
      return .cannotStart(error.localizedDescription)
    }
  }

  private func outcome(
    of group: ProcessGroup, until limit: ContinuousClock.Instant
  ) -> Outcome {
    var status: Int32?
    // What has ended may have left something in the pipes, but does not write any more.
    while status == nil {
      group.read(within: .milliseconds(10))
      status = group.status()
      if group.outputs.contains(where: { $0.count > ProgramRun.outputLimit }) {
        group.end()
        return .wroteTooMuch
      }
      if status == nil, ContinuousClock.now >= limit {
        group.end()
        return .tookTooLong
      }
    }
    group.end()
    group.read(within: .zero)
    let output = group.outputs[0]
    guard output.count <= ProgramRun.outputLimit else { return .wroteTooMuch }
    guard status == 0 else {
      return .failed(status: status ?? 0, errors: ProgramRun.end(of: group.outputs[1]))
    }
    return .answered(String(decoding: output, as: UTF8.self))
  }

  /// The last lines of a text: where a program says why it ends, be it long before.
  private static func end(of text: [UInt8]) -> String {
    let longest = 2000
    var end = text.suffix(longest)
    if end.count < text.count {
      // The first of them may begin anywhere in a line; one that is alone stays.
      let rest = end.drop { $0 != UInt8(ascii: "\n") }
      if rest.count > 1 { end = rest }
    }
    return String(decoding: end, as: UTF8.self).split(separator: "\n").suffix(5)
      .joined(separator: "\n")
  }
}
