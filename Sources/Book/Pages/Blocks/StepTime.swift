import Scenes
import Sessions
import Simulation

/// When a command began on the clock of its session, and how long it took.
struct StepTime {
  let start: VirtualTime
  let duration: VirtualDuration

  /// Shorter ones are not told: nobody could have waited for less.
  static let shortest = VirtualDuration.milliseconds(100)

  init(_ recording: StepRecording) {
    start = recording.start
    duration = recording.end - recording.start
  }

  func markup(_ words: ThemeWords) -> Markup {
    var text = words.text(.stepAt, [("time", StepTime.clock(start))])
    if duration >= StepTime.shortest {
      text += " · " + words.text(.stepTook, [("duration", StepTime.words(duration))])
    }
    return Markup("p", ["class": "step-time"], text: text)
  }

  /// A time since the first command: `0:07`, `1:02:05`.
  static func clock(_ time: VirtualTime) -> String {
    let seconds = max(0, time.milliseconds / 1000)
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    let short = "\(hours > 0 ? padded(minutes) : "\(minutes)"):\(padded(seconds % 60))"
    return hours > 0 ? "\(hours):" + short : short
  }

  /// A length of time: `0.3 s`, `12 s`, `2 min 5 s`, `1 h 30 min`.
  static func words(_ duration: VirtualDuration) -> String {
    let tenths = (max(0, duration.milliseconds) + 50) / 100
    let seconds = (tenths + 5) / 10
    if tenths < 100 {
      return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 {
      return "\(seconds / 60) min" + (seconds % 60 == 0 ? "" : " \(seconds % 60) s")
    }
    let minutes = seconds / 60
    return "\(minutes / 60) h" + (minutes % 60 == 0 ? "" : " \(minutes % 60) min")
  }

  private static func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
