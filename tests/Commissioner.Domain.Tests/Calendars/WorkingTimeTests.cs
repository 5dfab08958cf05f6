using Commissioner.Domain.Calendars;

namespace Commissioner.Domain.Tests.Calendars;

[Parallelizable(ParallelScope.All)]
public class WorkingTimeTests
{
    static readonly object[] ShortForms =
    [
        new object[] { "5d", WorkingTime.Days(5) },
        new object[] { "4h", WorkingTime.Hours(4) },
        new object[] { "30m", WorkingTime.Minutes(30) },
        new object[] { "15wm", WorkingTime.WallMinutes(15) },
        new object[] { "0m", WorkingTime.Minutes(0) },
        new object[] { "2147483647h", WorkingTime.Hours(int.MaxValue) },
    ];

    [TestCaseSource(nameof(ShortForms))]
    public void The_short_form_reads_back_as_what_was_written(string text, WorkingTime time) =>
        Assert.Multiple(() =>
        {
            Assert.That(time.ToString(), Is.EqualTo(text));
            Assert.That(WorkingTime.TryParse(text, out var read), Is.True);
            Assert.That(read, Is.EqualTo(time));
            Assert.That(WorkingTime.Parse($" {text} "), Is.EqualTo(time));
        });

    [TestCase(null)]
    [TestCase("")]
    [TestCase("d")]
    [TestCase("5")]
    [TestCase("-5d")]
    [TestCase("5.5h")]
    [TestCase("5 d")]
    [TestCase("5D")]
    [TestCase("5w")]
    [TestCase("2147483648h")]
    public void Anything_else_is_not_a_period(string? text) =>
        Assert.Multiple(() =>
        {
            Assert.That(WorkingTime.TryParse(text, out _), Is.False);
            Assert.That(() => WorkingTime.Parse(text!), Throws.TypeOf<FormatException>());
        });

    [TestCase("09:00-12:30", 540, 750)]
    [TestCase("00:00-24:00", 0, 1440)]
    public void A_window_reads_back_as_what_was_written(string text, int from, int to) =>
        Assert.Multiple(() =>
        {
            Assert.That(new Window(from, to).ToString(), Is.EqualTo(text));
            Assert.That(Window.Parse(text), Is.EqualTo(new Window(from, to)));
        });

    [Test]
    public void A_window_is_read_as_people_write_it() => Assert.That(Window.Parse(" 9:00 – 12:30 "), Is.EqualTo(new Window(540, 750)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("09:00")]
    [TestCase("09:00-24:01")]
    [TestCase("09:00-25:00")]
    [TestCase("09:60-12:00")]
    [TestCase("09:00-12:00-14:00")]
    public void Anything_else_is_not_a_window(string? text) =>
        Assert.Multiple(() =>
        {
            Assert.That(Window.TryParse(text, out _), Is.False);
            Assert.That(() => Window.Parse(text!), Throws.TypeOf<FormatException>());
        });
}
