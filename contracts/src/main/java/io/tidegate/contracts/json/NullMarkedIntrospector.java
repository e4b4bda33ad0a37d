package io.tidegate.contracts.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the promise of {@code @NullMarked} when a record is read: what is not {@code @Nullable} must be there, so that
 * a message with a hole in it is unreadable, and not a null somewhere later. Lists and maps may be absent: they are
 * empty then. Holds for the records of the contracts alone.
 */
final class NullMarkedIntrospector extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;
    private static final String CONTRACTS = "io.tidegate.contracts";

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return isRequired(member) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return isRequired(annotated) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : JsonSetter.Value.empty();
    }

    private static boolean isRequired(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)
                || !(parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor)) {
            return false;
        }
        Class<?> owner = constructor.getDeclaringClass();
        Class<?> type = parameter.getRawType();
        return owner.isRecord()
                && owner.getPackageName().startsWith(CONTRACTS)
                && !List.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type)
                && !constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(Nullable.class);
    }
}
