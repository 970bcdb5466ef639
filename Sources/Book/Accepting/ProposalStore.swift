import Foundation

/// Where the proposals of a book's last runs lie: `.statebook/proposals`, one file a chapter.
public struct ProposalStore: Sendable {
  /// The folder of the book, or of a chapter that stands alone.
  public let root: String

  /// The store of a folder. Nothing is read or made before it is needed.
  public init(root: String) { self.root = root }

  private var folder: String { root + "/.statebook/proposals" }

  private func path(of file: String) -> String { "\(folder)/\(file).json" }

  /// Where it lies what the chapter will propose when what is being accepted is in its file.
  private func nextPath(of file: String) -> String { "\(folder)/\(file).next.json" }

  /// Keeps what a run proposes, or forgets what an earlier one did when there is nothing now.
  public func keep(_ run: ChapterRun) throws(Refusal) {
    // A chapter that was not run says nothing about what its commands would print.
    if let proposal = Proposal(run) { try keep(proposal) }
  }

  /// Keeps a proposal, or forgets an earlier one when it is empty.
  func keep(_ proposal: Proposal) throws(Refusal) {
    let path = path(of: proposal.file)
    if proposal.isEmpty {
      remove(path)
    } else {
      try write(proposal, to: path)
    }
    remove(nextPath(of: proposal.file))
    removeOrphans()
  }

  /// Removes what was proposed for chapters that are not there any more: deleted ones, and those
  /// that have another name now.
  private func removeOrphans() {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for name in names {
      guard let ending = [".next.json", ".json"].first(where: name.hasSuffix) else { continue }
      let chapter = String(name.dropLast(ending.utf8.count))
      if FileManager.default.fileExists(atPath: "\(root)/\(chapter)") { continue }
      // The chapter's own name may end like that.
      if FileManager.default.fileExists(atPath: "\(root)/\(name.dropLast(5))") { continue }
      remove("\(folder)/\(name)")
    }
  }

  private func remove(_ path: String) {
    // Who was killed while it was written has left a draft, and nobody may write it again.
    AtomicFile.removeRemains(of: path)
    unlink(path)
    FileMoment.proposalIsRemoved.pass(path)
  }

  /// Keeps what a chapter will propose that is about to be written: who is killed between the two
  /// has lost nothing.
  func keepAhead(_ proposal: Proposal) throws(Refusal) {
    try write(proposal, to: nextPath(of: proposal.file))
  }

  private func write(_ proposal: Proposal, to path: String) throws(Refusal) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data: Data
    do {
      try FileManager.default.createDirectory(
        atPath: URL(filePath: path).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      data = try encoder.encode(proposal)
    } catch {
      throw Refusal("cannot keep what the run proposes in \(folder): \(error.localizedDescription)")
    }
    try AtomicFile.replace(path, with: Array(data))
  }

  /// What the last run of a chapter proposed; nil when that was nothing.
  ///
  /// It is that of another text than `text` when the chapter was changed by somebody.
  public func proposal(for file: String, text: Fingerprint) throws(Refusal) -> Proposal? {
    let last = try read(path(of: file))
    guard last?.text != text else { return last }
    // The last one who accepted something here did not live to say so.
    if let next = try read(nextPath(of: file)), next.text == text {
      return next.isEmpty ? nil : next
    }
    return last
  }

  private func read(_ path: String) throws(Refusal) -> Proposal? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    do {
      return try JSONDecoder().decode(Proposal.self, from: data)
    } catch {
      throw Refusal("\(path) cannot be read", help: "test the chapter again to write it anew")
    }
  }
}
