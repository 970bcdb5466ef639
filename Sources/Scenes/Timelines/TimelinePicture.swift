extension SceneTimeline {
  /// The timeline as inline SVG.
  ///
  /// Time runs from left to right, but not evenly: a long stretch in which nothing changes is only
  /// a little longer than a short one, so that what changes within a second can be read beside
  /// what takes minutes. The times are written below.
  /// - Parameter prefix: what the ids inside begin with, unique in the page.
  public func picture(prefix: String) -> Markup {
    TimelinePicture(self, prefix: prefix).markup()
  }
}

/// Draws a timeline in the language of the other pictures.
struct TimelinePicture {
  private let timeline: SceneTimeline
  private let prefix: String
  private let lanes: [SceneTimeline.Lane]
  private let axis: TimelineAxis
  private let nameWidth: Int
  /// The words that have no room in at least one stretch; there a letter stands for them.
  private var lettered: [String] = []

  private static let top = 8
  private static let rowHeight = 30
  private static let barHeight = 24

  init(_ timeline: SceneTimeline, prefix: String) {
    self.timeline = timeline
    self.prefix = prefix
    lanes = Array(timeline.lanes.prefix(SceneTimeline.laneLimit))
    let widest = lanes.reduce(30) {
      max($0, TextWidth.of($1.name, size: SceneGrid.nameSize, face: .mono))
    }
    nameWidth = min(widest, 120)
    let left = SceneGrid.margin + nameWidth + 8
    axis = TimelineAxis(lanes, x: left, width: SceneGrid.width - SceneGrid.margin - left)
    for lane in lanes {
      for stretch in lane.stretches
      where !hasRoom(for: stretch.text, in: stretch) && hasRoomForLetter(in: stretch) {
        if !lettered.contains(stretch.text) { lettered.append(stretch.text) }
      }
    }
  }

  func markup() -> Markup {
    let bottom = TimelinePicture.top + max(1, lanes.count) * TimelinePicture.rowHeight
    let legend = SceneState.allCases.filter { state in
      state != .plain && lanes.contains { $0.stretches.contains { $0.state == state } }
    }.map { SceneLegendEntry(.state($0), timeline.language.text($0.word)) }
    let letters = lettered.prefix(TimelinePicture.letters.count).map {
      SceneLegendEntry(.state(.plain), $0)
    }
    let legendTop = bottom + 22
    let lettersTop = legendTop + SceneLegend.height(of: legend)
    let noteTop = lettersTop + SceneLegend.height(of: letters)
    let height = noteTop + SceneLegend.rowHeight + 6
    var text = ""
    for sentence in timeline.sentences { text += (text.isEmpty ? "" : " ") + sentence }
    var drawn = [
      Markup("title", ["id": prefix + "-title"], text: timeline.title),
      Markup("desc", ["id": prefix + "-text"], text: text),
      grid(bottom),
    ]
    for (number, lane) in lanes.enumerated() {
      drawn.append(row(lane, y: TimelinePicture.top + number * TimelinePicture.rowHeight))
    }
    drawn.append(keys(legend, y: legendTop))
    if !letters.isEmpty { drawn.append(keys(letters, y: lettersTop)) }
    drawn.append(scaleNote(y: noteTop))
    return Markup(
      "svg",
      [
        "class": "scene timeline", "viewBox": "0 0 \(SceneGrid.width) \(height)",
        "width": "\(SceneGrid.width)", "height": "\(height)", "role": "img",
        "aria-labelledby": prefix + "-title " + prefix + "-text", "fill": "none",
        "stroke": "currentColor",
      ], drawn)
  }

  private func words(_ texts: [Markup]) -> Markup {
    Markup(
      "g", ["class": "words", "fill": "currentColor", "stroke": "none", "font-size": "11"], texts)
  }

  /// A line at each time that has room for its text. Of several changes in one second the first has
  /// the text in seconds; the others say their tenths, where the seconds leave room for that.
  private func grid(_ bottom: Int) -> Markup {
    var lines: [Markup] = []
    var texts: [Markup] = []
    var taken: [(left: Int, right: Int)] = []
    func add(_ text: String, at x: Int) {
      let width = TextWidth.of(text, size: SceneGrid.smallSize, face: .sans)
      let left = min(x - width / 2, SceneGrid.width - SceneGrid.margin - width)
      let right = left + width + 8
      if taken.contains(where: { left < $0.right && $0.left < right }) { return }
      taken.append((left, right))
      lines.append(
        Markup(
          "path", ["class": "tick-line", "d": "M\(x) \(TimelinePicture.top - 2)V\(bottom + 2)"]))
      texts.append(
        Markup("text", ["class": "note", "x": "\(left)", "y": "\(bottom + 14)"], text: text))
    }
    var later: [(text: String, x: Int)] = []
    var last = ""
    for (time, x) in axis.marks {
      let text = SceneClock.text(time)
      if text == last {
        later.append((text + ".\(time % 1000 / 100)", x))
      } else {
        add(text, at: x)
      }
      last = text
    }
    for (text, x) in later { add(text, at: x) }
    return Markup("g", ["class": "ticks"], lines + [words(texts)])
  }

  /// Minutes of waiting are drawn hardly longer than a second: who compares lengths has to know.
  private func scaleNote(y: Int) -> Markup {
    words([
      Markup(
        "text", ["class": "key", "x": "\(SceneGrid.margin)", "y": "\(y + 12)"],
        text: timeline.language.text(.notToScale))
    ])
  }

  private func row(_ lane: SceneTimeline.Lane, y: Int) -> Markup {
    let name = TextWidth.shortenedInTheMiddle(
      lane.name, to: nameWidth, size: SceneGrid.nameSize, face: .mono)
    let baseline = y + 16
    var drawn = [
      words([
        Markup(
          "text", ["class": "name", "x": "\(SceneGrid.margin)", "y": "\(baseline)"], text: name)
      ])
    ]
    for stretch in lane.stretches { drawn.append(bar(stretch, of: lane, y: y)) }
    return Markup("g", ["class": "lane"], drawn)
  }

  private func bar(
    _ stretch: SceneTimeline.Stretch, of lane: SceneTimeline.Lane, y: Int
  ) -> Markup {
    let left = axis.x(stretch.start)
    let width = width(of: stretch)
    let place = SceneRectangle(x: left, y: y, width: width, height: TimelinePicture.barHeight)
    let title = timeline.language.text(
      .stretch,
      [
        ("name", lane.name), ("state", stretch.text), ("start", SceneClock.text(stretch.start)),
        ("end", SceneClock.text(stretch.end)),
      ])
    var drawn = [
      Markup("title", [:], text: title), SceneShape.rectangle(place, radius: 4),
    ]
    let hasMark = TimelinePicture.hasMark(stretch, width: width)
    if hasMark { drawn.append(SceneSign.mark(stretch.state, x: left + 4, y: y + 7)) }
    if hasRoom(for: stretch.text, in: stretch) {
      let x = hasMark ? left + 18 : left + 5
      drawn.append(
        words([
          Markup("text", ["class": "note", "x": "\(x)", "y": "\(y + 16)"], text: stretch.text)
        ]))
    } else if hasRoomForLetter(in: stretch), let letter = letter(of: stretch.text) {
      let x = left + (width + (hasMark ? 14 : 0)) / 2
      drawn.append(
        words([
          Markup(
            "text",
            ["class": "letter", "x": "\(x)", "y": "\(y + 16)", "text-anchor": "middle"],
            text: letter)
        ]))
    }
    return Markup("g", ["class": "box state-" + stretch.state.rawValue], drawn)
  }

  /// Without the two that are wider than the narrowest bar with a letter.
  private static let letters = Array("abcdefghijklnopqrstuvxyz").map { String($0) }

  /// The letter that stands for words that have no room, if there are not too many of them.
  private func letter(of text: String) -> String? {
    guard let number = lettered.firstIndex(of: text), number < TimelinePicture.letters.count else {
      return nil
    }
    return TimelinePicture.letters[number]
  }

  private static func hasMark(_ stretch: SceneTimeline.Stretch, width: Int) -> Bool {
    width >= 30 && stretch.state != .plain
  }

  private func width(of stretch: SceneTimeline.Stretch) -> Int {
    max(3, axis.x(stretch.end) - axis.x(stretch.start))
  }

  private func hasRoom(for text: String, in stretch: SceneTimeline.Stretch) -> Bool {
    let width = width(of: stretch)
    let lead = TimelinePicture.hasMark(stretch, width: width) ? 18 : 5
    return TextWidth.of(text, size: SceneGrid.smallSize, face: .sans) <= width - lead - 4
  }

  private func hasRoomForLetter(in stretch: SceneTimeline.Stretch) -> Bool {
    width(of: stretch) >= 12
  }

  private func keys(_ entries: [SceneLegendEntry], y: Int) -> Markup {
    var samples: [Markup] = []
    var texts: [Markup] = []
    for item in SceneLegend.items(entries) {
      guard case .state(let state) = item.entry.sample else { continue }
      let top = y + item.row * SceneLegend.rowHeight
      if state == .plain, let letter = letter(of: item.text) {
        texts.append(
          Markup(
            "text", ["class": "letter", "x": "\(item.x + 2)", "y": "\(top + 12)"], text: letter))
      } else {
        samples.append(SceneSign.mark(state, x: item.x, y: top + 3))
      }
      texts.append(
        Markup(
          "text",
          [
            "class": "key", "x": "\(item.x + SceneLegend.lead(of: item.entry))", "y": "\(top + 12)",
          ],
          text: item.text))
    }
    return Markup("g", ["class": "legend"], samples + [words(texts)])
  }
}

/// Where the times of a timeline stand: each stretch between two changes has a width of its own,
/// which grows with its length, but slowly.
struct TimelineAxis {
  /// The times at which something changes, and where they stand.
  private(set) var marks: [(time: Int64, x: Int)] = []

  /// Changes that are closer than this are drawn as one.
  static let resolution: Int64 = 20

  init(_ lanes: [SceneTimeline.Lane], x: Int, width: Int) {
    var times: [Int64] = []
    for lane in lanes {
      for stretch in lane.stretches { times += [stretch.start, stretch.end] }
    }
    times.sort()
    var distinct: [Int64] = []
    for time in times where distinct.last.map({ time - $0 >= TimelineAxis.resolution }) ?? true {
      distinct.append(time)
    }
    var weights: [Int] = []
    for (first, second) in zip(distinct, distinct.dropFirst()) {
      weights.append(TimelineAxis.weight(second - first))
    }
    let whole = max(1, weights.reduce(0, +))
    var sum = 0
    for (number, time) in distinct.enumerated() {
      marks.append((time, x + sum * width / whole))
      if number < weights.count { sum += weights[number] }
    }
  }

  /// Four for the shortest, and one more each time that it doubles.
  private static func weight(_ duration: Int64) -> Int {
    var weight = 4
    var rest = duration / 125
    while rest > 0 {
      weight += 2
      rest /= 2
    }
    return weight
  }

  /// Where a time stands: at the change that it belongs to.
  func x(_ time: Int64) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? (marks.first?.x ?? 0) : marks[low - 1].x
  }
}
