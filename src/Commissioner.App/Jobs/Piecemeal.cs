using Commissioner.App.Hosting;
using Commissioner.App.Hosting.Files;
using Commissioner.Data;

namespace Commissioner.App.Jobs;

/// <summary>
/// Works rows off in pieces, each a transaction of its own. A row that fails takes its piece with it: smaller pieces, down to one row, let
/// the others through and find it, and it is put off. So one bad row never stops what is not it.
/// </summary>
internal static class Piecemeal
{
    // Somebody else was quicker: that passes, mostly at the next try.
    private const int Tries = 5;

    /// <summary>Works until nothing is left.</summary>
    /// <param name="db">Forgets what a failed piece had changed.</param>
    /// <param name="most">The size of a piece.</param>
    /// <param name="piece">Works on at most so many rows, names them in the list as soon as it has read them, and says how much it did;
    /// null when nothing is left.</param>
    /// <param name="putOff">Puts the broken row off.</param>
    /// <param name="goesOn">False when it has worked long enough for now.</param>
    /// <returns>How much was done.</returns>
    public static async Task<int> RunAsync<T>(
        CommissionerDb db,
        int most,
        Func<int, List<T>, Task<int?>> piece,
        Func<T, Exception, Task> putOff,
        Func<bool>? goesOn = null
    )
    {
        var (size, done, conflicts) = (most, 0, 0);
        List<T> taken = [];
        while (goesOn?.Invoke() != false)
        {
            taken.Clear();
            try
            {
                if (await piece(size, taken) is not { } some)
                {
                    return done;
                }

                (done, size, conflicts) = (done + some, Math.Min(most, 2 * size), 0);
            }
            catch (Exception exception) when (taken.Count > 0 && IsOfARow(db, exception))
            {
                db.ChangeTracker.Clear();
                if (taken.Count == 1 && !(db.IsConflict(exception) && ++conflicts < Tries))
                {
                    await putOff(taken[0], exception);
                    conflicts = 0;
                }

                size = Math.Max(1, size / 8);
            }
        }

        return done;
    }

    /// <summary>
    /// Whether a row may be to blame. A database or a storage of files that is away, or a line that broke, is no fault of a healthy row.
    /// </summary>
    public static bool IsOfARow(CommissionerDb db, Exception exception) =>
        exception is not (OperationCanceledException or FilesAway) && (db.IsConflict(exception) || !Absence.Caused(exception));
}
