using System.Globalization;

namespace Commissioner.App.Hosting.Doctor;

/// <summary>The data directory, the keys in it, the room on its disk, and what the machine knows of time zones.</summary>
internal sealed class FileChecks(Settings settings)
{
    private const long Gigabyte = 1L << 30;
    private const long Little = 5 * Gigabyte;
    private const string Zone = "Asia/Shanghai";

    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public IEnumerable<Check> All() => [Home(), Keys(), Disk(), TimeZone()];

    private Check Home()
    {
        const string What = "data directory";
        try
        {
            Composition.DemandWritable(settings.Home);
        }
        catch (CannotStart refused)
        {
            return new(What, Found.Fail, refused.Message.TrimEnd('.'));
        }

        var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(settings.Home) & Others;
        return mode.HasFlag(UnixFileMode.OtherWrite) ? new(What, Found.Fail, $"everybody may write {settings.Home}", "chmod o-rwx it")
            : mode != UnixFileMode.None
                ? new(What, Found.Warn, $"everybody on this machine may enter or read {settings.Home}", "chmod o-rwx it")
            : new(What, Found.Ok, $"{settings.Home} is written by its owner");
    }

    private Check Keys()
    {
        const string What = "field-keys";
        var file = settings.FieldKeysFile;
        if (!File.Exists(file))
        {
            return new(
                What,
                Found.Fail,
                $"{file} is not there",
                "put back the file of another node or of the backup; a new installation makes it at its first start"
            );
        }

        const UnixFileMode Beside = Others | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Beside) != UnixFileMode.None
            ? new(What, Found.Fail, $"others than its owner may read {file}", "chmod 600 it")
            : new(What, Found.Ok, $"{file} is its owner's alone");
    }

    private Check Disk()
    {
        const string What = "disk";
        long free;
        try
        {
            free = new DriveInfo(settings.Home).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return new(What, Found.Warn, $"nobody knows how much room {settings.Home} has");
        }

        var seen = string.Create(CultureInfo.InvariantCulture, $"{free / (double)Gigabyte:0.0} GB are free at {settings.Home}");
        return free < Gigabyte ? new(What, Found.Fail, seen, "make room: attachments and the private database need it")
            : free < Little ? new(What, Found.Warn, seen, "make room before it is needed")
            : new(What, Found.Ok, seen);
    }

    private static Check TimeZone() =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone)
            ? new("time zone", Found.Ok, $"{Zone} is known, UTC+{zone.BaseUtcOffset:hh\\:mm}")
            : new("time zone", Found.Fail, $"{Zone} is not known here", "install the system's tzdata");
}
