import Scenes
import Testing

@Suite struct TimelineTests {
  private static let timeline = SceneTimeline(
    title: "web in the course of time",
    lanes: [
      SceneTimeline.Lane(
        "web-0",
        [
          .init("Pending", .waiting, from: 0, to: 400),
          .init("Running 1/1", .good, from: 400, to: 90_000),
        ]),
      SceneTimeline.Lane(
        "web-1",
        [
          .init("Running 1/1", .good, from: 1_000, to: 20_000),
          .init("Terminating", .ending, from: 20_000, to: 21_000),
          .init("Running 1/1", .good, from: 25_000, to: 60_000),
        ]),
      SceneTimeline.Lane("web-2", []),
    ])

  @Test func itIsSaidInWordsToo() {
    #expect(
      TimelineTests.timeline.sentences == [
        "web-0: Pending from 0:00, Running 1/1 from 0:00.",
        "web-1: Running 1/1 from 0:01, Terminating from 0:20, gone at 0:21, Running 1/1 from 0:25, "
          + "gone at 1:00.",
        "web-2: never there.",
      ])
  }

  @Test func eachStretchIsABarWithItsStateAndAMark() {
    let html = TimelineTests.timeline.picture(prefix: "t").html
    #expect(WrittenPicture(html).problem == nil)
    #expect(html.hasPrefix("<svg class=\"scene timeline\" viewBox=\"0 0 420 "))
    for (state, count) in [("waiting", 1), ("good", 3), ("ending", 1)] {
      #expect(html.split(separator: "<g class=\"box state-\(state)\"").count == count + 1)
    }
    #expect(html.contains("<title>web-1: Terminating, 0:20 to 0:21</title>"))
    #expect(html.contains("aria-labelledby=\"t-title t-text\""))
    #expect(html.contains(">The lengths are not to scale: read the times.<"))
  }

  @Test func aLetterStandsForWordsThatHaveNoRoom() {
    var stretches: [SceneTimeline.Stretch] = []
    for number in 0..<10 {
      let text = number % 2 == 0 ? "Pending" : "ContainerCreating"
      let time = Int64(number) * 500
      stretches.append(.init(text, .waiting, from: time, to: time + 500))
    }
    stretches.append(.init("Up", .good, from: 5_000, to: 900_000))
    let html = SceneTimeline(title: "T", lanes: [.init("web-0", stretches)])
      .picture(prefix: "t").html
    #expect(WrittenPicture(html).problem == nil)
    // Five bars each, and once in the key.
    #expect(html.split(separator: ">a</text>").count == 7)
    #expect(html.split(separator: ">b</text>").count == 7)
    #expect(html.split(separator: ">Pending</text>").count == 2)
    #expect(html.split(separator: ">ContainerCreating</text>").count == 2)
    #expect(html.contains(">Up</text>"))
    #expect(!html.contains(">c</text>"))
  }

  @Test func theKeyHasOnlyLettersThatAreDrawnAndTheyDoNotTouchTheirBars() {
    var stretches: [SceneTimeline.Stretch] = []
    var time: Int64 = 0
    for number in 0..<36 {
      let length: Int64 = number % 3 == 0 ? 1 : number % 3 == 1 ? 900 : 40_000
      stretches.append(.init("state number \(number)", .waiting, from: time, to: time + length))
      time += length
    }
    let picture = WrittenPicture(
      SceneTimeline(title: "T", lanes: [.init("a", stretches)]).picture(prefix: "t").html)
    #expect(picture.problem == nil)
    var bar = (x: 0, width: 0)
    var drawn = 0
    var inKey = 0
    for element in picture.elements {
      func number(_ name: String) -> Int { Int(element.attributes[name] ?? "") ?? 0 }
      if element.attributes["class"] == "shape" { bar = (number("x"), number("width")) }
      guard element.attributes["class"] == "letter" else { continue }
      if element.attributes["text-anchor"] == nil {
        inKey += 1
      } else {
        drawn += 1
        #expect(number("x") - 5 > bar.x && number("x") + 5 < bar.x + bar.width)
      }
    }
    #expect(drawn > 0)
    #expect(inKey == drawn)
  }

  @Test func aTimeStandsAtTheFirstChangeInItsSecondAndEndsWithTheBars() {
    let starts: [Int64] = [0, 29_000, 29_400, 29_800, 400_000, 400_500, 401_000, 4_000_000]
    var lane = SceneTimeline.Lane("a", [])
    for (start, end) in zip(starts, starts.dropFirst()) {
      lane.stretches.append(.init("x\(start)", .good, from: start, to: end))
    }
    let html = SceneTimeline(title: "T", lanes: [lane]).picture(prefix: "t").html
    let bars = html.split(separator: "<rect class=\"shape\" x=\"").dropFirst()
      .map { Int($0.prefix { $0 != "\"" }) ?? -1 }
    let ticks = html.split(separator: "<path class=\"tick-line\" d=\"M").dropFirst()
      .map { Int($0.prefix { $0 != " " }) ?? -1 }
    #expect(ticks.contains(bars[1]))
    #expect(ticks.contains(408))
    // Where there is room, the tenths say which of the changes in a second it is.
    #expect(html.split(separator: ">0:29</text>").count == 2)
    #expect(ticks.contains(bars[2]) == html.contains(">0:29.4</text>"))
    #expect(ticks.contains(bars[3]) == html.contains(">0:29.8</text>"))
    #expect(html.contains(">0:29.4</text>") || html.contains(">0:29.8</text>"))
    #expect(html.contains("x=\"\(408 - 41)\" y=\"52\">1:06:40</text>"))
  }

  @Test func whatIsLaterStandsFurtherRight() {
    var lane = SceneTimeline.Lane("a", [])
    var time: Int64 = 0
    for length: Int64 in [1, 30, 500, 7_000, 86_400_000, 20, 3] {
      lane.stretches.append(.init("x", .good, from: time, to: time + length))
      time += length
    }
    let html = SceneTimeline(title: "T", lanes: [lane]).picture(prefix: "t").html
    let places = html.split(separator: "<rect class=\"shape\" x=\"").dropFirst()
      .map { Int($0.prefix { $0 != "\"" }) ?? -1 }
    #expect(places.count == 7)
    #expect(places == places.sorted())
    #expect(places.allSatisfy { $0 >= 0 && $0 <= 408 })
  }

  @Test func manyLanesAndHostileNamesStayInTheirPlaces() {
    let evil = "</svg><script>\"&'" + String(repeating: "w", count: 300)
    let lanes = (0..<60).map { _ in
      SceneTimeline.Lane(evil, [.init(evil, .bad, from: 5, to: 5)])
    }
    let timeline = SceneTimeline(title: evil, lanes: lanes)
    let html = timeline.picture(prefix: "t").html
    #expect(WrittenPicture(html).problem == nil)
    #expect(!html.split(separator: "<script").indices.contains(1))
    #expect(timeline.sentences.last == "And 36 more.")
    #expect(html.split(separator: "<g class=\"lane\"").count == 25)
  }

  @Test func nothingAtAllIsATimelineToo() {
    let html = SceneTimeline(title: "T", lanes: []).picture(prefix: "t").html
    #expect(WrittenPicture(html).problem == nil)
  }
}
