import Foundation
import Simulation
import Testing

@Suite struct TimeTests {
  @Test func theEpochIsAMondayMorning() {
    let calendar = VirtualTime.zero.calendar
    #expect(calendar.rfc3339 == "2026-03-02T09:00:00Z")
    #expect(calendar.rfc1123 == "Mon, 02 Mar 2026 09:00:00 +0000")
  }

  @Test func timesBeforeTheEpochAreRoundedDown() {
    let time = VirtualTime(milliseconds: -1)
    #expect(time.calendar.rfc3339 == "2026-03-02T08:59:59Z")
    #expect(time.wholeSeconds.milliseconds == -1000)
    #expect(VirtualTime(milliseconds: 1999).wholeSeconds.milliseconds == 1000)
  }

  @Test func timesBeyondAllMeasureDoNotOverflow() {
    #expect(VirtualDuration.seconds(.max).milliseconds == .max)
    #expect(VirtualDuration.seconds(.min).milliseconds == .min)
    #expect(VirtualDuration.minutes(.max) * -2 == .milliseconds(.min))
    #expect(VirtualTime.zero + .seconds(1) + .seconds(.max) == VirtualTime(milliseconds: .max))
    #expect(VirtualTime.zero - .seconds(1) - .seconds(.max) == VirtualTime(milliseconds: .min))
    #expect(
      VirtualTime(milliseconds: .min) - VirtualTime(milliseconds: .max) == .milliseconds(.min))
    #expect(VirtualDuration.seconds(.max) + .seconds(.max) == .milliseconds(.max))
    #expect(VirtualDuration.seconds(-3) * 2 == .seconds(-6))
  }

  /// Foundation's calendar is the judge, over four centuries and around every leap day.
  @Test func theCalendarAgreesWithFoundations() throws {
    var judge = Calendar(identifier: .gregorian)
    judge.timeZone = try #require(TimeZone(identifier: "UTC"))
    var seconds: Int64 = -2_208_988_800
    while seconds < 10_413_792_000 {
      let ours = CalendarDate(unixSeconds: seconds)
      let theirs = judge.dateComponents(
        [.year, .month, .day, .hour, .minute, .second, .weekday],
        from: Date(timeIntervalSince1970: TimeInterval(seconds)))
      #expect(ours.year == Int64(theirs.year ?? 0))
      #expect(ours.month == Int64(theirs.month ?? 0))
      #expect(ours.day == Int64(theirs.day ?? 0))
      #expect(ours.hour == Int64(theirs.hour ?? 0))
      #expect(ours.minute == Int64(theirs.minute ?? 0))
      #expect(ours.second == Int64(theirs.second ?? 0))
      #expect(ours.weekday == Int64(theirs.weekday ?? 0) - 1)
      #expect(
        CalendarDate.unixSeconds(
          year: ours.year, month: ours.month, day: ours.day, hour: ours.hour,
          minute: ours.minute, second: ours.second) == seconds)
      // A prime number of seconds, a bit over nine days.
      seconds += 800_011
    }
  }

  @Test func paddedNumbersKeepTheirDigits() {
    #expect(padded(7, 2) == "07")
    #expect(padded(2026, 2) == "2026")
  }
}
