/// What a chapter is called besides its title: by the number of its file.
///
/// `08-a-name.md` is chapter 8, `90-more.md` and what follows it are appendices A, B and so on, in
/// their order. A file without a number, or with the number 0, has no label.
struct ChapterLabel {
  /// The number or letter alone: `8`, `A`.
  let sign: String
  /// Whether it is an appendix.
  let isAppendix: Bool

  /// The first number of an appendix.
  static let firstAppendix = 90

  /// The labels of the chapters of one language in order; nil for one that has none.
  static func labels(of chapters: [Chapter]) -> [ChapterLabel?] {
    var appendices = 0
    return chapters.map { chapter in
      guard let number = number(of: chapter.file), number > 0 else { return nil }
      guard number >= firstAppendix else {
        return ChapterLabel(sign: String(number), isAppendix: false)
      }
      defer { appendices += 1 }
      return ChapterLabel(sign: QuizLetter.of(appendices), isAppendix: true)
    }
  }

  /// The number that a file's name begins with, before a hyphen.
  private static func number(of file: String) -> Int? {
    let name = file.split(separator: "/").last ?? ""
    let digits = name.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard (1...3).contains(digits.count),
      name.utf8.dropFirst(digits.count).first == UInt8(ascii: "-")
    else { return nil }
    return Int(Substring(digits))
  }

  /// The label as the theme says it: `Chapter 8`.
  func text(_ words: ThemeWords) -> String {
    words.text(isAppendix ? .appendixLabel : .chapterLabel, [("number", sign)])
  }
}
