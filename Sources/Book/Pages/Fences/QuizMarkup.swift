import Scenes

extension FenceRenderer {
  /// A question with its answers as choices; the right ones and why are in `details` behind them.
  ///
  /// That is all of it without the script. With it there is a button that says how the choice was
  /// and opens the explanation.
  static let quiz = FenceRenderer(word: "quiz") { fence, place in
    let content = QuizContent(fence, place.chapter.source)
    let rights = content.answers.filter { $0.isRight == true }
    let kind = rights.count > 1 ? "checkbox" : "radio"
    func word(_ key: ThemeWords.Key) -> String { place.words[key] }
    var answers: [Markup] = []
    for (index, answer) in content.answers.enumerated() {
      let letter = QuizLetter.of(index)
      let input = Markup(
        "input",
        ["type": kind, "name": place.id, "id": "\(place.id)-\(letter)", "value": letter])
      let text = Markup(
        "span", ["class": "answer-text"],
        [
          Markup("span", ["class": "answer-letter"], text: letter), .text(" "),
          place.markup(answer.text),
        ])
      answers.append(
        Markup(
          "li", ["class": "answer", "data-right": answer.isRight == true ? "" : nil],
          [Markup("label", ["for": "\(place.id)-\(letter)"], [input, .text(" "), text])]))
    }
    let title = Markup(
      "p", ["class": "quiz-title", "id": "\(place.id)-title"],
      text: word(content.isPrediction ? .quiz : .quizNeutral))
    var asked = [content.question.map(place.markup) ?? .empty]
    if rights.count > 1 {
      asked.append(Markup("p", ["class": "quiz-several"], text: word(.quizSeveral)))
    }
    let question = Markup(
      "div", ["class": "question", "id": "\(place.id)-question"], asked)
    let choices = Markup(
      "div",
      [
        "role": kind == "radio" ? "radiogroup" : "group", "aria-labelledby": "\(place.id)-question",
      ],
      [Markup("ol", ["class": "answers"], answers)])
    var solution: [Markup] = [
      Markup("strong", [:], text: rights.count > 1 ? word(.quizRightMany) : word(.quizRight)),
      .text(" "),
    ]
    for (index, answer) in content.answers.enumerated() where answer.isRight == true {
      if solution.count > 2 { solution.append(.text("; ")) }
      solution += [
        Markup("span", ["class": "answer-letter"], text: QuizLetter.of(index)), .text(" "),
        place.markup(answer.text),
      ]
    }
    let details = Markup(
      "details", ["class": "solution"],
      [
        Markup("summary", [:], text: word(.quizShow)),
        Markup("p", ["class": "right-answers"], solution),
        content.explanation.map(place.markup) ?? .empty,
      ])
    return Markup(
      "section",
      [
        "class": "quiz", "id": place.id,
        "data-check": word(.quizCheck), "data-yes": word(.quizYes), "data-no": word(.quizNo),
        "data-choose": word(.quizChoose), "data-missed": word(.quizMissed),
      ], [title, question, choices, details])
  }
}

/// The letters of answers: A, B and so on, then numbers.
enum QuizLetter {
  static func of(_ index: Int) -> String {
    index < 26 ? String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index))) : String(index + 1)
  }
}
